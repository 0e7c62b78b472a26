package io.kontor.client.scenario;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.Recorded;
import io.kontor.model.json.JsonObject;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioCodec;

/** Scenarios on the ledger. */
public final class ScenarioLedger {

    private final Ledger ledger;

    public ScenarioLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Applies for a scenario. */
    public Recorded<Scenario> propose(Scenario scenario) {
        return Recorded.of(ledger.submit("scenario:propose", ScenarioCodec.toJson(scenario)), ScenarioCodec::fromJson);
    }

    /** Approves it. */
    public Recorded<Scenario> approve(String scenarioId, String approvalRef) {
        JsonObject argument = JsonObject.builder()
                .put("scenarioId", scenarioId)
                .put("approvalRef", approvalRef)
                .build();
        return Recorded.of(ledger.submit("scenario:approve", argument), ScenarioCodec::fromJson);
    }

    /** Rejects it. */
    public Recorded<Scenario> reject(String scenarioId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("scenarioId", scenarioId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("scenario:reject", argument), ScenarioCodec::fromJson);
    }

    /** Ends it. */
    public Recorded<Scenario> end(String scenarioId, String reason) {
        JsonObject argument = JsonObject.builder()
                .put("scenarioId", scenarioId)
                .put("reason", reason)
                .build();
        return Recorded.of(ledger.submit("scenario:end", argument), ScenarioCodec::fromJson);
    }

    /** A scenario. */
    public Scenario scenario(String scenarioId) {
        return ScenarioCodec.fromJson(ledger.evaluate(
                "scenario:get",
                JsonObject.builder().put("scenarioId", scenarioId).build()));
    }
}
