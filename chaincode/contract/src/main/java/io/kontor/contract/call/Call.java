package io.kontor.contract.call;

import io.kontor.contract.state.LedgerState;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.Signature;

/**
 * One call by a member.
 *
 * @param caller who calls
 * @param at transaction time, epoch milliseconds; the only clock of a contract (CALL-4)
 * @param transactionId transaction
 * @param argument the function's argument
 * @param state the ledger, own writes included
 */
public record Call(Caller caller, long at, String transactionId, JsonObject argument, LedgerState state) {

    /** Identifier of the calling member. */
    public String participantId() {
        return caller.member().participantId();
    }

    /** The caller's signature on what this transaction carries. */
    public Signature signature() {
        return new Signature(participantId(), caller.key().fingerprint(), transactionId, at);
    }
}
