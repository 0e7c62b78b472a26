package io.kontor.model.order;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;

/**
 * Who signed a record: the creator of the transaction that carries it. The transaction's own signature is the proof.
 *
 * @param participantId member that signed
 * @param fingerprint pinned key that signed
 * @param transactionId ledger transaction
 * @param at transaction time, epoch milliseconds
 */
public record Signature(String participantId, Digest32 fingerprint, String transactionId, long at) {

    public Signature {
        Ids.require("participant id", participantId);
        Ids.require("transaction id", transactionId);
        Checks.time("at", at);
    }
}
