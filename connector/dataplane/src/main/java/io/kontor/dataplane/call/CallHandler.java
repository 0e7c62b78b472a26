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

/** {@code POST /v1/calls}: authenticates, checks what costs no unit, has the engine decide, and executes what it permits (SES-3 to SES-7). */
final class CallHandler {

    private final UsageEngine engine;
    private final ServedGrants served;
    private final Workers workers;
    private final PeerLimiter limiter;
    private final ProcessExecution processing;
    private final ViewExecution viewing;
    private final DownloadExecution downloading;

    CallHandler(UsageEngine engine, ServedGrants served, Workers workers, PeerLimiter limiter, Executions executions) {
        this.engine = engine;
        this.served = served;
        this.workers = workers;
        this.limiter = limiter;
        this.processing = executions.processing();
        this.viewing = executions.viewing();
        this.downloading = executions.downloading();
    }

    /**
     * The three ways.
     *
     * @param processing action process
     * @param viewing action view
     * @param downloading action download
     */
    record Executions(ProcessExecution processing, ViewExecution viewing, DownloadExecution downloading) {}

    void handle(Exchange exchange) {
        String session = exchange.requiredHeader(SessionHeaders.SESSION);
        long sequence = exchange.requiredNumber(SessionHeaders.SEQUENCE, 1);
        String callId = exchange.requiredHeader(SessionHeaders.CALL);
        long received = exchange.requiredNumber(SessionHeaders.RECEIVED, 0);
        String mac = exchange.requiredHeader(SessionHeaders.MAC);
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
            throw new ProblemException(Problem.of(400, rejected.code(), rejected.detail()));
        }
    }

    private void accept(Exchange exchange, AuthenticatedCall call) {
        served.resourceOf(call.body().grantId()).ifPresent(resourceId -> check(resourceId, call.body()));
        Workers.Slot slot = workers.acquire();
        exchange.response().closeHandler(closed -> slot.release());
        exchange.response().endHandler(ended -> slot.release());
        exchange.when(
                engine.admit(call), result -> decide(exchange, slot, call.body().action(), result));
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

    private void decide(Exchange exchange, Workers.Slot slot, Action action, CallResult result) {
        if (result instanceof CallResult.Admitted admitted) {
            execute(action, new Execution(exchange, admitted.permit(), slot, served));
        } else if (result instanceof CallResult.Denied denied) {
            Answers.denied(exchange, denied);
        } else if (result instanceof CallResult.Retry retry) {
            Answers.retry(exchange, retry);
        } else if (result instanceof CallResult.Replay replay) {
            Answers.replayed(exchange, replay);
        } else if (result instanceof CallResult.Repeated repeated) {
            Answers.repeated(exchange, repeated);
        } else if (result instanceof CallResult.Unreadable unreadable) {
            Answers.unreadable(exchange, unreadable);
        }
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
