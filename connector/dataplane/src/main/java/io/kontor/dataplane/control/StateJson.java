package io.kontor.dataplane.control;

import io.kontor.dataplane.call.CallServer;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.receipt.UsageCountsCodec;
import io.kontor.usage.engine.EngineState;
import java.util.Collection;

/** The answer of {@code GET /control/state} (DPL-36). */
final class StateJson {

    private StateJson() {}

    static JsonObject of(EngineState state, Collection<Flow> flows, CallServer calls) {
        JsonObjectBuilder transactions = JsonObject.builder();
        state.ledgerTransactions().forEach(transactions::put);
        return JsonObject.builder()
                .put("logId", state.logId())
                .put("epoch", state.epoch())
                .put("treeSize", state.treeSize())
                .put("syncs", state.syncs())
                .put("anchoredSize", state.anchoredSize())
                .put("serving", state.serving())
                .put("lastEnd", state.lastEnd())
                .put("time", state.time())
                .put("lastContactAt", state.lastContactAt())
                .put("sessions", state.sessions())
                .put("inFlight", state.inFlight())
                .put("viewings", calls.openViewings())
                .put("downloads", calls.openDownloads())
                .put("busy", calls.busy())
                .put("strangers", state.strangers())
                .put("strangersByReason", strangers(state))
                .put("ledgerTransactions", transactions.build())
                .put("grants", JsonArray.ofObjects(state.grants(), StateJson::grant))
                .put("flows", JsonArray.ofObjects(flows, Flow::toJson))
                .build();
    }

    private static JsonObject strangers(EngineState state) {
        JsonObjectBuilder reasons = JsonObject.builder();
        state.strangersByReason()
                .forEach((reason, count) -> reasons.put(
                        reason,
                        JsonObject.builder()
                                .put("total", count.total())
                                .put("lastSecond", count.lastSecond())
                                .build()));
        return reasons.build();
    }

    private static JsonObject grant(EngineState.GrantCounters counters) {
        return JsonObject.builder()
                .put("grantId", counters.grantId())
                .put("action", counters.action())
                .put("period", counters.period())
                .put("limit", counters.limit())
                .put("left", counters.left())
                .put("inHand", counters.inHand())
                .put("readAt", counters.readAt())
                .put("current", counters.current())
                .put("counts", UsageCountsCodec.toJson(counters.counts()))
                .build();
    }
}
