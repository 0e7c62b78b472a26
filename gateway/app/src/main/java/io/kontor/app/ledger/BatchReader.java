package io.kontor.app.ledger;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerEvent;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.model.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the records that a batch of events wrote, each key once. */
final class BatchReader {

    /** Most keys that the ledger answers at once. */
    private static final int KEYS_MAX = 256;

    private BatchReader() {}

    static Map<String, Optional<JsonObject>> read(Ledger ledger, List<LedgerEvent> events) {
        List<String> keys = events.stream()
                .flatMap(event -> event.keys().stream())
                .distinct()
                .sorted()
                .toList();
        SupervisionLedger supervision = new SupervisionLedger(ledger);
        Map<String, Optional<JsonObject>> states = new HashMap<>();
        for (int from = 0; from < keys.size(); from += KEYS_MAX) {
            states.putAll(supervision.states(keys.subList(from, Math.min(keys.size(), from + KEYS_MAX))));
        }
        return states;
    }
}
