package io.kontor.client.ledger;

import io.kontor.model.json.JsonObject;

/**
 * The shared book as one identity sees it, through its own organisation's peer. Thread-safe.
 *
 * <p>Every write is idempotent on a caller-given id (INV-6), so a caller may repeat a submission whose outcome is unknown.
 */
public interface Ledger extends AutoCloseable {

    /**
     * Asks one peer; writes nothing.
     *
     * @param function {@code <capability>:<verb>} of docs/spec/contract.md
     * @param argument its one argument
     * @return its answer
     * @throws LedgerRejectedException when the contract refuses
     * @throws LedgerUnavailableException when no peer answers in time
     */
    JsonObject evaluate(String function, JsonObject argument);

    /**
     * Endorses, orders and waits for the commit. A conflict is tried again from a new proposal, a bounded number of times.
     *
     * @param function {@code <capability>:<verb>} of docs/spec/contract.md
     * @param argument its one argument
     * @return the committed transaction
     * @throws LedgerRejectedException when the contract refuses; nothing was written
     * @throws LedgerConflictException when every try met a conflict; nothing was written
     * @throws LedgerUnavailableException when nothing was submitted
     * @throws LedgerUnknownException when it was submitted and its commit could not be learnt
     */
    CommittedTransaction submit(String function, JsonObject argument);

    /**
     * Like {@link #submit}, with an argument that travels as transient data and stands in no block (CNF-5). Only organisations that hold
     * the private data that it touches see it.
     *
     * @throws LedgerUnavailableException also where this ledger carries no transient data
     */
    default CommittedTransaction submitConfidential(String function, JsonObject argument) {
        throw new LedgerUnavailableException(
                "Cannot run " + function + ": this connection carries no confidential arguments", null);
    }

    /**
     * Follows the committed transactions that wrote something, in order, from a position on.
     *
     * @param from where to begin
     * @return the events; close it to end
     */
    LedgerEvents follow(EventPosition from);

    /** Participant-independent name of this identity's organisation. */
    String mspId();

    @Override
    void close();
}
