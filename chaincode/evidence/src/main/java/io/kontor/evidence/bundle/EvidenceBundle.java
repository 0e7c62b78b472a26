package io.kontor.evidence.bundle;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.SignedTreeHead;
import java.util.Base64;
import java.util.Optional;

/**
 * What shows that one receipt stands under a tree head that a ledger holds as valid (EVD-1). Its parts are checked by a
 * verifier only; building one proves nothing.
 *
 * @param channel the ledger's channel
 * @param chaincode the contract's chaincode
 * @param leaf the receipt's leaf, base64
 * @param inclusion leads from the leaf to the head
 * @param head the signed head
 * @param consistency leads from the head to a later one
 * @param transactionId transaction that anchored the head
 * @param status endorsed status of that transaction
 * @param order what shows that it was ordered; absent in a bundle that is only attested
 */
public record EvidenceBundle(
        String channel,
        String chaincode,
        String leaf,
        InclusionProof inclusion,
        SignedTreeHead head,
        Optional<LaterHead> consistency,
        String transactionId,
        EndorsedCall status,
        Optional<OrderProof> order) {

    /** The largest bundle in bytes (EVD-2). */
    public static final int MAX_BYTES = 8 << 20;

    /** Level of a bundle without a block. */
    public static final String ATTESTED = "attested";

    /** Level of a bundle with a block. */
    public static final String ORDERED = "attested-and-ordered";

    private static final int MAX_LEAF = 4_096;

    public EvidenceBundle {
        Ids.require("channel", channel);
        Ids.require("chaincode", chaincode);
        Checks.base64("leaf", leaf, MAX_LEAF);
        Ids.require("transaction id", transactionId);
    }

    /** The leaf's bytes. */
    public byte[] leafBytes() {
        return Base64.getDecoder().decode(leaf);
    }

    /** The status's bytes. */
    public byte[] statusBytes() {
        return status.bytes();
    }

    /** The level that it is made for. */
    public String level() {
        return order.isPresent() ? ORDERED : ATTESTED;
    }

    /** The same bundle with what shows that its transaction was ordered. */
    public EvidenceBundle ordered(OrderProof proof) {
        return new EvidenceBundle(
                channel, chaincode, leaf, inclusion, head, consistency, transactionId, status, Optional.of(proof));
    }

    /**
     * What bundles of one ledger have in common.
     *
     * @param channel the ledger's channel
     * @param chaincode the contract's chaincode
     */
    public record Ledger(String channel, String chaincode) {

        /**
         * A bundle.
         *
         * @param leaf the receipt's leaf
         * @param inclusion leads from the leaf to the anchored head
         * @param anchored the anchored head
         * @param status endorsed status of its transaction
         */
        public EvidenceBundle bundle(byte[] leaf, InclusionProof inclusion, LogHead anchored, byte[] status) {
            Base64.Encoder base64 = Base64.getEncoder();
            return new EvidenceBundle(
                    channel,
                    chaincode,
                    base64.encodeToString(leaf),
                    inclusion,
                    anchored.head(),
                    Optional.empty(),
                    anchored.transactionId(),
                    EndorsedCall.of(status),
                    Optional.empty());
        }
    }
}
