package io.kontor.client.supervision;

import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.Ledger;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Questions to the ledger itself. */
public final class SupervisionLedger {

    private final Ledger ledger;

    public SupervisionLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The records under keys of docs/spec/contract.md.
     *
     * @param keys 1 to 256 keys
     * @return each key with its record, empty where the ledger has none
     */
    public Map<String, Optional<JsonObject>> states(List<String> keys) {
        JsonArray list = JsonArray.of(keys.stream().map(JsonString::new).toList());
        JsonObject answer = ledger.evaluate(
                "supervision:state", JsonObject.builder().put("keys", list).build());
        Map<String, Optional<JsonObject>> states = new TreeMap<>();
        for (JsonObject state : answer.array("states").objects(state -> state)) {
            states.put(state.string("key"), state.optionalObject("record"));
        }
        return states;
    }

    /** Asks to purge a log; refused before the retention is over. */
    public CommittedTransaction purge(String logId) {
        return ledger.submit(
                "supervision:purge", JsonObject.builder().put("logId", logId).build());
    }
}
