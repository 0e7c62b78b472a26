package io.kontor.usage.receiptlog;

import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.SignedTreeHead;
import java.util.Optional;

/**
 * Where a log stands.
 *
 * @param head newest head over what a machine does not lose when it stops
 * @param anchored newest head on the ledger, as far as this instance knows
 */
public record HeadView(SignedTreeHead head, Optional<LogHead> anchored) {}
