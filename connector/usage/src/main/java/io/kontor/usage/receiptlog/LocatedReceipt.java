package io.kontor.usage.receiptlog;

import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.receipt.LogHead;
import java.util.Optional;

/**
 * The newest receipt of a sequence number (SES-9).
 *
 * @param leaf the leaf
 * @param anchored newest anchored head that covers it
 * @param proof inclusion in that head
 */
public record LocatedReceipt(LoggedLeaf leaf, Optional<LogHead> anchored, Optional<InclusionProof> proof) {}
