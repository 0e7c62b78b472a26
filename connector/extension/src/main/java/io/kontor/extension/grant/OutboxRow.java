package io.kontor.extension.grant;

import java.util.Optional;

/**
 * One agreement that this connector, as supplier, proposes as a grant.
 *
 * @param agreementId shared agreement id
 * @param contractId EDC's local id of the agreement
 * @param state how far it is
 * @param attempts tries so far
 * @param code why the ledger refused it
 * @param text the refusal in words, or why the last try failed
 */
record OutboxRow(
        String agreementId,
        String contractId,
        State state,
        int attempts,
        Optional<String> code,
        Optional<String> text) {
    /** How far a proposal is. */
    enum State {
        PENDING,
        PROPOSED,
        REFUSED
    }
}
