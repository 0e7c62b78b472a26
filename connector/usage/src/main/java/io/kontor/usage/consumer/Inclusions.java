package io.kontor.usage.consumer;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.usage.receiptlog.HeadSigner;
import java.util.Base64;
import java.util.Optional;

/** Verifies that receipts stand under anchored heads; trusts the ledger's record of the log and nothing of the supplier. */
final class Inclusions {

    private final ProofSource proofs;

    Inclusions(ProofSource proofs) {
        this.proofs = proofs;
    }

    Optional<Difference> check(ConsumerBook.Unproven unproven, LogHead anchored, ReceiptLog log) {
        CryptoSuite suite = CryptoSuites.named(log.suite());
        if (!signed(anchored, log, suite)) {
            return Optional.of(difference(
                    unproven,
                    Difference.Kind.HEAD_SIGNATURE,
                    "head signed by key " + log.publicKey(),
                    "signature " + anchored.head().signature()));
        }
        long index = unproven.receipt().index();
        TreeHead head = new TreeHead(anchored.head().treeSize(), anchored.head().rootHash());
        InclusionProof proof = proofs.inclusion(log.logId(), index, head.treeSize());
        Digest32 leaf = new MerkleHasher(suite.hash()).leaf(unproven.leaf());
        boolean included = proof.leafIndex() == index && new MerkleVerifier(suite.hash()).includes(leaf, proof, head);
        return included
                ? Optional.empty()
                : Optional.of(difference(
                        unproven,
                        Difference.Kind.NOT_INCLUDED,
                        "leaf " + leaf + " at index " + index + " under root " + head.rootHash() + " of size "
                                + head.treeSize(),
                        "path " + proof.auditPath()));
    }

    private static boolean signed(LogHead anchored, ReceiptLog log, CryptoSuite suite) {
        try {
            byte[] key = Base64.getDecoder().decode(log.publicKey());
            return HeadSigner.verifies(anchored.head(), suite.verifyingKey(key));
        } catch (CryptoException e) {
            return false;
        }
    }

    static Difference difference(ConsumerBook.Unproven unproven, Difference.Kind kind, String expected, String got) {
        return new Difference(
                kind,
                unproven.receipt().grantId(),
                unproven.receipt().callId(),
                expected,
                got,
                Base64.getEncoder().encodeToString(unproven.leaf()));
    }
}
