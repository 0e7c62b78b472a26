package io.kontor.app.ledger;

import java.util.Optional;

/**
 * Where the index stands.
 *
 * @param block newest indexed block; absent while nothing was indexed
 * @param behind blocks with changes that were seen and are not indexed yet
 * @param connected whether the event stream is open
 * @param contactAt when the ledger or the database was last lost or reached, epoch milliseconds
 * @param problem what is wrong, in one line
 */
public record IndexState(
        Optional<Long> block, long behind, boolean connected, long contactAt, Optional<String> problem) {}
