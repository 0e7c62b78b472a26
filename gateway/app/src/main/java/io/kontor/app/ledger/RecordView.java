package io.kontor.app.ledger;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A record as the API shows it.
 *
 * @param key key on the ledger
 * @param transactionId transaction that wrote it last
 * @param block block of that transaction
 * @param at time of that transaction
 * @param record the record, as docs/spec/records.md has it
 */
record RecordView(String key, String transactionId, long block, Instant at, JsonNode record) {

    static RecordView of(LedgerRecord found, ObjectMapper json) {
        return new RecordView(
                found.key(),
                found.transactionId(),
                found.block(),
                Instant.ofEpochMilli(found.at()),
                json.readTree(found.body()));
    }
}
