package io.kontor.usage.receiptlog;

import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.SignedTreeHead;
import java.util.Optional;

/**
 * Where a log stands.
 *
 * @param head newest head, signed now
 * @param anchored newest head on the ledger, as far as this instance knows
 */
public record HeadView(SignedTreeHead head, Optional<LogHead> anchored) {}
