package io.kontor.usage.consumer;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.usage.consumer.Unproven.Waiting;
import io.kontor.usage.receiptlog.HeadSigner;
import java.util.Base64;
import java.util.Optional;

/**
 * Whether receipts stand under the anchored head of their log; trusts the ledger's record of the log and nothing of the supplier (CNJ-5).
 */
final class InclusionCheck {

    private final ReceiptLog log;
    private final Optional<LogHead> anchored;
    private final ProofSource proofs;
    private final MerkleVerifier verifier;
    private final boolean signed;

    InclusionCheck(ReceiptLog log, Optional<LogHead> anchored, ProofSource proofs) {
        CryptoSuite suite = CryptoSuites.named(log.suite());
        this.log = log;
        this.anchored = anchored;
        this.proofs = proofs;
        this.verifier = new MerkleVerifier(suite.hash());
        this.signed = anchored.map(head -> signed(head, log, suite)).orElse(false);
    }

    private static boolean signed(LogHead anchored, ReceiptLog log, CryptoSuite suite) {
        try {
            byte[] key = Base64.getDecoder().decode(log.publicKey());
            return HeadSigner.verifies(anchored.head(), suite.verifyingKey(key));
        } catch (CryptoException e) {
            return false;
        }
    }

    /** Whether the anchored head is large enough to hold a receipt. */
    boolean reaches(Waiting receipt) {
        return anchored.map(head -> head.head().treeSize()).orElse(0L) > receipt.index();
    }

    /** What became of a receipt that the head reaches: settled with or without a finding, or without a proof until now. */
    record Result(boolean settled, Optional<Finding> finding) {

        static final Result WITHHELD = new Result(false, Optional.empty());
        private static final Result PROVEN = new Result(true, Optional.empty());

        private static Result of(Finding finding) {
            return new Result(true, Optional.of(finding));
        }
    }

    /** What is wrong with a receipt that the head reaches. */
    Result check(Waiting receipt) {
        LogHead head = anchored.orElseThrow();
        if (!signed) {
            return Result.of(new Finding(
                    Difference.Kind.HEAD_SIGNATURE,
                    "head signed by key " + log.publicKey(),
                    "signature " + head.head().signature()));
        }
        TreeHead tree = head.head().head();
        Optional<InclusionProof> given = proofs.inclusion(log.logId(), receipt.index(), tree.treeSize());
        if (given.isEmpty()) {
            return Result.WITHHELD;
        }
        InclusionProof proof = given.get();
        return proof.leafIndex() == receipt.index() && verifier.includes(receipt.leafHash(), proof, tree)
                ? Result.PROVEN
                : Result.of(new Finding(
                        Difference.Kind.NOT_INCLUDED,
                        "leaf " + receipt.leafHash() + " at index " + receipt.index() + " under root " + tree.rootHash()
                                + " of size " + tree.treeSize(),
                        "path of " + proof.auditPath().size() + " hashes for index " + proof.leafIndex()
                                + " that leads elsewhere"));
    }

    /** Of a receipt whose proof is not given in time. */
    Finding withheld(Waiting receipt) {
        return new Finding(
                Difference.Kind.NOT_ANCHORED,
                "shown under the anchored head of log " + log.logId() + " within two intervals",
                "no proof of index " + receipt.index());
    }

    /** Of a receipt that no head reaches in time. */
    Finding notAnchored() {
        return new Finding(
                Difference.Kind.NOT_ANCHORED,
                "under an anchored head of log " + log.logId() + " within two intervals",
                anchored.map(head -> "a head of size " + head.head().treeSize()).orElse("no head"));
    }
}
