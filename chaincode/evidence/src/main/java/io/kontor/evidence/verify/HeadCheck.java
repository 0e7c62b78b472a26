package io.kontor.evidence.verify;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.LaterHead;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.ReceiptLogCodec;
import io.kontor.model.receipt.SignedTreeHead;
import java.util.Base64;
import java.util.List;

/** The head and the log that the contract answered (EVD-12). */
final class HeadCheck {

    private static final EvidenceCheck CHECK = EvidenceCheck.HEAD_SIGNATURE;

    private HeadCheck() {}

    static ReceiptLog log(EndorsedAction transaction) {
        return Reading.of(CHECK, () -> answer(transaction).object("log", ReceiptLogCodec::fromJson));
    }

    private static JsonObject answer(EndorsedAction transaction) {
        return CanonicalJson.parseCanonical(transaction.answer().toByteArray())
                .named("answer")
                .requireOnly("logHead", "log");
    }

    static ReceiptLog require(EndorsedAction transaction, EvidenceBundle bundle) {
        SignedTreeHead head = bundle.head();
        ReceiptLog log = log(transaction);
        SignedTreeHead stored = Reading.of(
                CHECK,
                () -> answer(transaction)
                        .object("logHead", LogHeadCodec::fromJson)
                        .head());
        if (!stored.equals(head) || !log.logId().equals(head.logId())) {
            throw CHECK.refuse("the contract answered head " + stored + " of log " + log.logId()
                    + ", that of the bundle is " + head);
        }
        EvidenceVerifier.requireInclusion(bundle, List.of(suite(log).hash()));
        requireSignature(log, head);
        bundle.consistency().ifPresent(later -> requireLater(log, head, later));
        return log;
    }

    private static void requireSignature(ReceiptLog log, SignedTreeHead head) {
        boolean valid = Reading.of(
                CHECK,
                () -> suite(log)
                        .verifyingKey(Base64.getDecoder().decode(log.publicKey()))
                        .verify(Base64.getDecoder().decode(head.signature()), head.message()));
        if (!valid) {
            throw CHECK.refuse("the signature of the head of size " + head.treeSize()
                    + " does not verify under the key of log " + log.logId());
        }
    }

    private static CryptoSuite suite(ReceiptLog log) {
        return Reading.of(CHECK, () -> CryptoSuites.named(log.suite()));
    }

    private static void requireLater(ReceiptLog log, SignedTreeHead head, LaterHead later) {
        SignedTreeHead to = later.to();
        ConsistencyProof proof =
                Reading.of(CHECK, () -> new ConsistencyProof(head.treeSize(), to.treeSize(), later.path()));
        boolean consistent = to.logId().equals(head.logId())
                && new MerkleVerifier(suite(log).hash()).consistent(head.head(), to.head(), proof);
        if (!consistent) {
            throw CHECK.refuse("the later head " + to + " does not continue " + head);
        }
        requireSignature(log, to);
    }
}
