package io.kontor.app.ledger;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;

/**
 * A record of the index with the transaction that wrote it.
 *
 * @param key key on the ledger
 * @param type type of the record
 * @param body its canonical JSON
 * @param transactionId transaction that wrote it last
 * @param block block of that transaction
 * @param at time of that transaction, epoch milliseconds
 */
public record LedgerRecord(String key, String type, String body, String transactionId, long block, long at) {

    /** The record as JSON. */
    public JsonObject json() {
        return CanonicalJson.parse(body).named(type);
    }
}
