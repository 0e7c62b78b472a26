package io.kontor.dataplane.call;

import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.PeerLimiter;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.grant.Action;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.AuthenticatedCall;
import io.kontor.usage.call.Authentication;
import io.kontor.usage.call.CallBody;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.engine.UsageEngine;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;

/** {@code POST /v1/calls}: authenticates, checks what costs no unit, has the engine decide, and executes what it permits (SES-3 to SES-7). */
final class CallHandler {

    private static final CharSequence SESSION = HttpHeaders.createOptimized(SessionHeaders.SESSION);
    private static final CharSequence SEQUENCE = HttpHeaders.createOptimized(SessionHeaders.SEQUENCE);
    private static final CharSequence CALL = HttpHeaders.createOptimized(SessionHeaders.CALL);
    private static final CharSequence RECEIVED = HttpHeaders.createOptimized(SessionHeaders.RECEIVED);
    private static final CharSequence MAC = HttpHeaders.createOptimized(SessionHeaders.MAC);

    private final UsageEngine engine;
    private final ServedGrants served;
    private final Workers workers;
    private final PeerLimiter limiter;
    private final Downloads downloads;
    private final ProcessExecution processing;
    private final ViewExecution viewing;
    private final DownloadExecution downloading;

    CallHandler(Parts parts) {
        this.engine = parts.engine();
        this.served = parts.served();
        this.workers = parts.workers();
        this.limiter = parts.limiter();
        this.downloads = parts.downloads();
        this.processing = parts.executions().processing();
        this.viewing = parts.executions().viewing();
        this.downloading = parts.executions().downloading();
    }

    /** What a handler works with. */
    record Parts(
            UsageEngine engine,
            ServedGrants served,
            Workers workers,
            PeerLimiter limiter,
            Executions executions,
            Downloads downloads) {}

    /**
     * The three ways.
     *
     * @param processing action process
     * @param viewing action view
     * @param downloading action download
     */
    record Executions(ProcessExecution processing, ViewExecution viewing, DownloadExecution downloading) {}

    void handle(Exchange exchange) {
        String session = exchange.requiredHeader(SESSION);
        long sequence = exchange.requiredNumber(SEQUENCE, 1);
        String callId = exchange.requiredHeader(CALL);
        long received = exchange.requiredNumber(RECEIVED, 0);
        String mac = exchange.requiredHeader(MAC);
        exchange.body(
                CallBody.MAX_BYTES,
                body -> authenticate(exchange, new CallEnvelope(session, sequence, callId, received, mac, body)));
    }

    private void authenticate(Exchange exchange, CallEnvelope envelope) {
        Authentication authentication = engine.authenticate(envelope);
        if (authentication instanceof Authentication.Accepted accepted) {
            accept(exchange, accepted.call());
        } else if (authentication instanceof Authentication.Rejected rejected) {
            if (rejected.code() == RejectionCode.NOT_AUTHENTICATED) {
                limiter.take(exchange.peer());
                throw new ProblemException(Problem.of(401, rejected.code(), rejected.detail()));
            }
            int status = rejected.code() == RejectionCode.BUSY ? 503 : 400;
            throw new ProblemException(Problem.of(status, rejected.code(), rejected.detail()));
        }
    }

    private void accept(Exchange exchange, AuthenticatedCall call) {
        served.resourceOf(call.body().grantId()).ifPresent(resourceId -> check(resourceId, call.body()));
        Workers.Slot slot = workers.acquire();
        exchange.response().closeHandler(closed -> slot.release());
        exchange.response().endHandler(ended -> slot.release());
        exchange.when(engine.admit(call), result -> decide(exchange, slot, call, result));
    }

    /** The agreement has no started flow. */
    static Problem notStarted(String grantId) {
        return Problem.of(
                409, RejectionCode.WRONG_STATE, "Cannot serve agreement " + grantId + ": no transfer of it is started");
    }

    private void check(String resourceId, CallBody body) {
        switch (body.action()) {
            case PROCESS -> processing.check(resourceId, body);
            case VIEW -> viewing.check(resourceId, body);
            case DOWNLOAD -> downloading.check(resourceId, body);
        }
    }

    private void decide(Exchange exchange, Workers.Slot slot, AuthenticatedCall call, CallResult result) {
        if (result instanceof CallResult.Admitted admitted) {
            execute(call.body().action(), new Execution(exchange, admitted.permit(), slot, served));
        } else if (result instanceof CallResult.Denied denied) {
            Answers.denied(exchange, denied);
        } else if (result instanceof CallResult.Retry retry) {
            Answers.retry(exchange, retry);
        } else if (result instanceof CallResult.Replay replay) {
            Answers.replayed(exchange, replay);
        } else if (result instanceof CallResult.Repeated repeated) {
            Optional<Download> open = resumed(repeated, call);
            if (open.isPresent()) {
                downloading.repeat(new Execution(exchange, open.get().permit(), slot, served), open.get());
            } else {
                Answers.repeated(exchange, repeated);
            }
        } else if (result instanceof CallResult.Unreadable unreadable) {
            Answers.unreadable(exchange, unreadable);
        }
    }

    /** The open download of the same call in a session of the same user and application. */
    private Optional<Download> resumed(CallResult.Repeated repeated, AuthenticatedCall call) {
        return repeated.code() == RejectionCode.ALREADY_RELEASED
                        && served.resourceOf(call.body().grantId()).isPresent()
                ? engine.session(call.session()).flatMap(session -> downloads.find(call.callId(), session))
                : Optional.empty();
    }

    private void execute(Action action, Execution execution) {
        if (execution.isUnserved()) {
            execution.refuseUnserved();
            return;
        }
        switch (action) {
            case PROCESS -> processing.execute(execution);
            case VIEW -> viewing.execute(execution);
            case DOWNLOAD -> downloading.execute(execution);
        }
    }
}
