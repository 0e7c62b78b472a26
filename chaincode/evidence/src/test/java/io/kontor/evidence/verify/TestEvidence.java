package io.kontor.evidence.verify;

import com.google.protobuf.ByteString;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.evidence.block.BlockCopies;
import io.kontor.evidence.block.SignedBlock;
import io.kontor.evidence.bundle.EndorsedCall;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.OrderProof;
import io.kontor.evidence.trust.BlockPosition;
import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.GrowingSubtrees;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleTree;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.AnchorRequest;
import io.kontor.model.receipt.AnchorRequestCodec;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LeafPosition;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.ReceiptLogCodec;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.rejection.RejectionCode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;

/** A receipt log with five leaves, anchored on a {@link TestLedger}, and the bundle of its refused fourth view. */
final class TestEvidence {

    static final long TIME = 1_795_190_400_000L;
    static final int LEAF = 3;

    private static final HashFunction HASH = HashFunction.sha256();
    private static final String ID = "00112233445566778899aabbccddeeff";

    final TestLedger ledger = new TestLedger("FDataMSP", "FOpsMSP", "QDataMSP", "QOpsMSP");
    final SigningKey logKey;
    final GrowingSubtrees subtrees;
    final MerkleTree tree;
    final ReceiptLog log;

    int validationCode;
    String function = "receipt:anchor";
    String chaincode = TestLedger.CHAINCODE;
    SignedTreeHead anchored;
    SignedTreeHead answered;
    ReceiptLog answeredLog;
    TestLedger.Script anchorScript = ledger.honest();
    TestLedger.Script statusScript = ledger.honest();
    TestLedger.Script linkScript = ledger.honest();
    List<String> statusArguments = List.of();

    TestEvidence() {
        this(CryptoSuites.intl());
    }

    TestEvidence(CryptoSuite suite) {
        logKey = suite.newSigningKey();
        subtrees = new GrowingSubtrees(suite.hash());
        tree = new MerkleTree(suite.hash(), subtrees);
        log = logOf(suite.name());
        answeredLog = log;
        MerkleHasher hasher = new MerkleHasher(suite.hash());
        for (int i = 0; i < 5; i++) {
            subtrees.append(hasher.leaf(leaf(i)));
        }
        anchored = head(5, TIME + 10);
        answered = anchored;
    }

    /** The log as it would stand on the ledger under a suite. */
    ReceiptLog logOf(String suite) {
        return new ReceiptLog(
                "log-1",
                "F-H1",
                "F",
                suite,
                Base64.getEncoder().encodeToString(logKey.verifyingKey().spki()),
                "http://127.0.0.1:9300",
                1,
                ID);
    }

    static byte[] leaf(int index) {
        if (index == 0) {
            return LeafCodec.encode(new EpochOpenedLeaf(new LeafPosition("log-1", 1, 0, TIME), ID));
        }
        Digest32 digest = Digest32.of(HASH.hash(new byte[] {(byte) index}));
        return LeafCodec.encode(new CallReceipt(
                LeafKind.DENIED,
                "log-1",
                1,
                index,
                TIME + index,
                ID,
                index,
                ID,
                "G-3",
                1,
                Action.VIEW,
                "R3",
                "SC-F-0001",
                "O-1",
                1,
                digest,
                digest,
                Optional.empty(),
                Optional.of(RejectionCode.COUNT),
                Delivery.NOTHING,
                digest,
                Digest32.ZERO,
                UsageCounts.ZERO));
    }

    SignedTreeHead head(long size, long time) {
        TreeHead head = tree.head(size);
        byte[] signature = logKey.sign(SignedTreeHead.message("log-1", 1, head, time));
        return new SignedTreeHead(
                "log-1", 1, size, head.rootHash(), time, Base64.getEncoder().encodeToString(signature));
    }

    /** The bundle without a block. */
    EvidenceBundle bundle() {
        return bundle(anchor());
    }

    /** The anchoring transaction. */
    Payload anchor() {
        String argument = CanonicalJson.write(
                AnchorRequestCodec.toJson(new AnchorRequest(anchored, List.of(), List.of(), List.of())));
        JsonObject answer = JsonObject.builder()
                .put("logHead", LogHeadCodec.toJson(new LogHead(answered, "tx", TIME)))
                .put("log", ReceiptLogCodec.toJson(answeredLog))
                .build();
        return ledger.endorsed(anchorScript, chaincode, List.of(function, argument), CanonicalJson.bytes(answer));
    }

    /** The bundle with block 7, where the transaction stands between two others. */
    EvidenceBundle ordered() {
        Payload anchor = anchor();
        ByteString envelope = ledger.envelope(anchorScript, anchor).toByteString();
        ByteString other = ledger.envelope(
                        anchorScript, ledger.endorsed(ledger.honest(), TestLedger.CHAINCODE, List.of("x"), new byte[0]))
                .toByteString();
        SignedBlock block = BlockCopies.merge(ledger.blocks().copies(List.of(other, envelope, other)));
        linkScript.headAt = Optional.of(new BlockPosition(TestBlocks.NUMBER, 1));
        Payload link = ledger.endorsed(
                linkScript, TestLedger.CHAINCODE, List.of("receipt:head", "{\"logId\":\"log-1\"}"), new byte[0]);
        return bundle(anchor)
                .ordered(new OrderProof(block, 1, block.signedBy(), List.of(), EndorsedCall.of(link.toByteArray())));
    }

    private EvidenceBundle bundle(Payload anchor) {
        String transactionId = TestLedger.transactionId(anchor);
        byte[] processed = ProcessedTransaction.newBuilder()
                .setTransactionEnvelope(ledger.envelope(anchorScript, anchor))
                .setValidationCode(validationCode)
                .build()
                .toByteArray();
        List<String> asked = statusArguments.isEmpty()
                ? List.of("GetTransactionByID", TestLedger.CHANNEL, transactionId)
                : statusArguments;
        Payload status = ledger.endorsed(statusScript, "qscc", asked, processed);
        return new EvidenceBundle.Ledger(TestLedger.CHANNEL, TestLedger.CHAINCODE)
                .bundle(
                        leaf(LEAF),
                        tree.inclusion(LEAF, 5),
                        new LogHead(head(5, TIME + 10), transactionId, TIME + 20),
                        status.toByteArray());
    }
}
