package io.kontor.app.receipt;

import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.receipt.LogHead;

/**
 * A receipt with what shows that it stands under the head on the ledger.
 *
 * @param call the receipt
 * @param leaf its leaf, base64
 * @param proof from the leaf to the head
 * @param head the newest anchored head of its log
 */
public record AnchoredReceipt(CallRow call, String leaf, InclusionProof proof, LogHead head) {}
