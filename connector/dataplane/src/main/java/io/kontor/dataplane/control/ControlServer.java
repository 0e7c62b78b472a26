package io.kontor.dataplane.control;

import io.kontor.dataplane.call.CallServer;
import io.kontor.dataplane.call.ServedGrants;
import io.kontor.dataplane.http.ApiKey;
import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Routes;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.usage.engine.UsageEngine;
import java.nio.file.Path;

/** The control listener's routes: signaling, termination, anchors, state. */
public final class ControlServer {

    private static final int BODY_BYTES = 1 << 20;

    private final UsageEngine engine;
    private final FlowStore flows;
    private final Signaling signaling;

    /**
     * Builds the server; it listens once its routes are in a listener.
     *
     * @param engine what is controlled
     * @param flowFile file of the flows
     * @param address base URL of the instance for consumers
     */
    public ControlServer(UsageEngine engine, Path flowFile, String address) {
        this.engine = engine;
        this.flows = FlowStore.open(flowFile);
        this.signaling = new Signaling(engine, flows, address);
    }

    /** Agreements with a started flow. */
    public ServedGrants served() {
        return flows;
    }

    /** Adds its routes; all but health need the key. */
    public Routes addTo(Routes routes, ApiKey key, CallServer calls) {
        return routes.on("POST", "/signaling/start", key.guard(signaling::start))
                .on("POST", "/signaling/{processId}/suspend", key.guard(signaling::suspend))
                .on("POST", "/signaling/{processId}/terminate", key.guard(signaling::terminate))
                .on(
                        "GET",
                        "/signaling/check",
                        key.guard(exchange ->
                                exchange.json(200, JsonObject.builder().build())))
                .on("POST", "/control/grants/{grantId}/terminate", key.guard(this::terminateGrant))
                .on("POST", "/control/anchor", key.guard(this::anchor))
                .on("POST", "/control/journal/retire", key.guard(this::retire))
                .on("POST", "/control/drain", key.guard(exchange -> drain(exchange, calls)))
                .on(
                        "GET",
                        "/control/state",
                        key.guard(exchange -> exchange.json(200, StateJson.of(engine.state(), flows.all(), calls))))
                .on("GET", "/health", this::health);
    }

    private void terminateGrant(Exchange exchange) {
        exchange.json(BODY_BYTES, body -> {
            String grantId = exchange.variable("grantId");
            String reason = body.string("reason");
            exchange.when(
                    engine.terminate(grantId, reason).thenApply(termination -> {
                        flows.terminateAll(grantId);
                        return termination;
                    }),
                    termination -> exchange.json(
                            200,
                            JsonObject.builder()
                                    .put("grantId", termination.grantId())
                                    .put("statement", termination.statement())
                                    .put(
                                            "statementDigest",
                                            termination.statementDigest().hex())
                                    .build()));
        });
    }

    private void anchor(Exchange exchange) {
        exchange.when(engine.anchor(), head -> exchange.json(200, LogHeadCodec.toJson(head)));
    }

    private void retire(Exchange exchange) {
        exchange.when(
                engine.retire(),
                retired -> exchange.json(
                        200,
                        JsonObject.builder()
                                .put("logId", engine.logId())
                                .put("segments", retired.segments())
                                .put("reason", retired.reason())
                                .build()));
    }

    /** Open viewings and downloads end first: they hold units. */
    private void drain(Exchange exchange, CallServer calls) {
        calls.endOpen();
        exchange.when(
                engine.drain(),
                drained -> exchange.json(
                        200,
                        JsonObject.builder()
                                .put("logId", engine.logId())
                                .put("blocks", drained.blocks())
                                .put("units", drained.units())
                                .put("waiting", drained.waiting())
                                .put("anchored", LogHeadCodec.toJson(drained.head()))
                                .build()));
    }

    private void health(Exchange exchange) {
        String serving = engine.state().serving();
        exchange.json(
                200,
                JsonObject.builder()
                        .put("serving", serving)
                        .put("logId", engine.logId())
                        .build());
    }
}
