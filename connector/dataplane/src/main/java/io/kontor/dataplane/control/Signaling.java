package io.kontor.dataplane.control;

import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.engine.ActivationResult;
import io.kontor.usage.engine.UsageEngine;
import java.util.Map;
import java.util.Optional;

/** Data-plane signaling as EDC 0.15.1 speaks it: start, suspend, terminate (DPL-31 to DPL-33). */
final class Signaling {

    private static final int BODY_BYTES = 1 << 20;

    private final UsageEngine engine;
    private final FlowStore flows;
    private final String address;

    Signaling(UsageEngine engine, FlowStore flows, String address) {
        this.engine = engine;
        this.flows = flows;
        this.address = address;
    }

    /** Starts or resumes; the same message again gets the same answer. */
    void start(Exchange exchange) {
        exchange.body(BODY_BYTES, body -> {
            SignalingMessage message = SignalingMessage.parse(body);
            requireSameGrant(message);
            exchange.when(
                    engine.activate(message.activation()).thenApply(result -> keep(message, result)),
                    grant -> exchange.reply(
                            200,
                            "application/json",
                            SignalingResponse.started(address, engine.logId()).toBuffer(),
                            Map.of()));
        });
    }

    private void requireSameGrant(SignalingMessage message) {
        Optional<Flow> known = flows.find(message.processId());
        String grantId = message.activation().grantId();
        if (known.isPresent() && !known.get().grantId().equals(grantId)) {
            throw new ProblemException(Problem.of(
                    409,
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    "Cannot start process " + message.processId() + ": its grant is "
                            + known.get().grantId() + ", the message names " + grantId));
        }
        if (known.isPresent() && known.get().state() == FlowState.TERMINATED) {
            throw new ProblemException(Problem.of(
                    409,
                    RejectionCode.WRONG_STATE,
                    "Cannot start process " + message.processId() + ": it was terminated"));
        }
    }

    private Grant keep(SignalingMessage message, ActivationResult result) {
        if (result instanceof ActivationResult.Active active) {
            Grant grant = active.grant();
            flows.put(new Flow(message.processId(), grant.grantId(), grant.resourceId(), FlowState.STARTED));
            return grant;
        }
        ActivationResult.Refused refused = (ActivationResult.Refused) result;
        int status =
                refused.code() == RejectionCode.STALE ? 503 : refused.code() == RejectionCode.MALFORMED ? 400 : 409;
        throw new ProblemException(Problem.of(status, refused.code(), refused.detail()));
    }

    /** Stops a flow until it is started again; one that is unknown is stopped. */
    void suspend(Exchange exchange) {
        exchange.body(BODY_BYTES, body -> {
            flows.find(exchange.variable("processId"))
                    .filter(flow -> flow.state() == FlowState.STARTED)
                    .ifPresent(flow -> flows.put(flow.in(FlowState.SUSPENDED)));
            stopped(exchange);
        });
    }

    /** Ends a flow; one that is unknown has ended. */
    void terminate(Exchange exchange) {
        exchange.body(BODY_BYTES, body -> {
            flows.find(exchange.variable("processId"))
                    .filter(flow -> flow.state() != FlowState.TERMINATED)
                    .ifPresent(flow -> flows.put(flow.in(FlowState.TERMINATED)));
            stopped(exchange);
        });
    }

    private static void stopped(Exchange exchange) {
        exchange.json(200, JsonObject.builder().build());
    }
}
