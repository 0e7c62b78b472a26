package io.kontor.contract.receipt;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.RejectionCode;
import java.util.Base64;
import java.util.List;

/** Checks a signed head against the log's key and the last anchored head (ANCHOR-1, ANCHOR-3, ANCHOR-4). */
final class TreeHeads {

    /** Most milliseconds between a head's time and the transaction's. */
    static final long SKEW_MS = 60_000;

    private TreeHeads() {}

    static void requireSigned(ReceiptLog log, SignedTreeHead head, String what) {
        CryptoSuite suite = CryptoSuites.named(log.suite());
        boolean signed = suite.verifyingKey(Base64.getDecoder().decode(log.publicKey()))
                .verify(Base64.getDecoder().decode(head.signature()), head.message());
        ContractRejection.unless(
                signed,
                RejectionCode.HEAD_SIGNATURE,
                what + ": the signature of head " + text(head) + " is not by the log's key");
    }

    static void requireTime(SignedTreeHead head, long last, long at, String what) {
        ContractRejection.unless(
                head.time() >= last && Math.abs(head.time() - at) <= SKEW_MS,
                RejectionCode.HEAD_TIME,
                what + ": its time is " + head.time() + ", the last head's " + last + ", the transaction's " + at
                        + "; it must not go back nor be more than " + SKEW_MS + " ms apart");
    }

    static void requireConsistent(
            ReceiptLog log, SignedTreeHead last, SignedTreeHead next, List<Digest32> path, String what) {
        boolean consistent = next.treeSize() >= last.treeSize()
                && new MerkleVerifier(CryptoSuites.named(log.suite()).hash())
                        .consistent(
                                last.head(), next.head(), new ConsistencyProof(last.treeSize(), next.treeSize(), path));
        ContractRejection.unless(
                consistent,
                RejectionCode.HEAD_CONSISTENCY,
                what + ": head " + text(next) + " does not continue head " + text(last));
    }

    static String text(SignedTreeHead head) {
        return head.treeSize() + " " + head.rootHash().hex();
    }
}
