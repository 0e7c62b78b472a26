package io.kontor.evidence.verify;

import com.google.protobuf.ByteString;
import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import io.kontor.evidence.bundle.LaterHead;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.receipt.AnchorRequest;
import io.kontor.model.receipt.AnchorRequestCodec;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.ReceiptLogCodec;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.MalformedException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Checks a bundle link by link (EVD-2 to EVD-12) and stops at the first that does not hold. Believes nothing but the trust
 * file, needs no network and no clock. Immutable.
 */
public final class EvidenceVerifier {

    private static final String STATUS_CHAINCODE = "qscc";
    private static final String STATUS_FUNCTION = "GetTransactionByID";
    private static final String ANCHOR_FUNCTION = "receipt:anchor";

    private final TrustFile trust;
    private final TrustedIdentities identities;

    /** @param trust whom to believe */
    public EvidenceVerifier(TrustFile trust) {
        this.trust = trust;
        this.identities = new TrustedIdentities(trust);
    }

    /**
     * Verifies the bytes of a bundle.
     *
     * @param bundle as read from the file
     */
    public Verdict verify(byte[] bundle) {
        try {
            return prove(read(EvidenceCheck.FORM, () -> EvidenceBundleCodec.read(bundle)));
        } catch (RefusedException e) {
            return new RefusedVerdict(e.check(), e.reason());
        }
    }

    private ProvenVerdict prove(EvidenceBundle bundle) {
        requireChannel(bundle);
        LogLeaf leaf = requireReceipt(bundle);
        requireInclusion(bundle);

        EvidenceCheck check = EvidenceCheck.STATUS_ENDORSEMENTS;
        EndorsedAction status = EndorsedAction.read(ByteString.copyFrom(bundle.statusBytes()), trust.channel(), check);
        List<String> attestedBy = requireStatus(status, bundle);
        ProcessedTransaction processed = requireValid(status);
        EndorsedAction transaction = requireTransaction(processed, bundle);
        String creator = requireCreator(processed.getTransactionEnvelope(), transaction);
        List<String> endorsedBy = transaction.requireEndorsements(
                identities, trust.endorsement(), EvidenceCheck.TRANSACTION_ENDORSEMENTS);
        requireAnchorOf(transaction, bundle.head());
        ReceiptLog log = requireHead(transaction, bundle);
        return new ProvenVerdict(
                trust.ledger(),
                leaf,
                log,
                bundle.head(),
                new ProvenVerdict.Anchor(
                        transaction.transactionId(), transaction.time(), creator, attestedBy, endorsedBy));
    }

    private void requireChannel(EvidenceBundle bundle) {
        if (!bundle.channel().equals(trust.channel()) || !bundle.chaincode().equals(trust.chaincode())) {
            throw EvidenceCheck.CHANNEL.refuse("the bundle is of " + bundle.channel() + "/" + bundle.chaincode()
                    + ", the trust file of " + trust.channel() + "/" + trust.chaincode());
        }
    }

    private static LogLeaf requireReceipt(EvidenceBundle bundle) {
        EvidenceCheck check = EvidenceCheck.RECEIPT;
        LogLeaf leaf = read(check, () -> LeafCodec.decode(bundle.leafBytes()));
        SignedTreeHead head = bundle.head();
        if (!leaf.logId().equals(head.logId())
                || leaf.index() != bundle.inclusion().leafIndex()) {
            throw check.refuse(
                    "the leaf is number " + leaf.index() + " of log " + leaf.logId() + ", the proof is for number "
                            + bundle.inclusion().leafIndex() + " and the head of log " + head.logId());
        }
        if (leaf.epoch() > head.epoch() || leaf.time() > head.time()) {
            throw check.refuse("the leaf has epoch " + leaf.epoch() + " and time " + leaf.time()
                    + ", later than those of the head, " + head.epoch() + " and " + head.time());
        }
        return leaf;
    }

    /** Whose suite it is shows only in the log that the anchoring transaction answers; then it is checked again with that one. */
    private static void requireInclusion(EvidenceBundle bundle) {
        requireInclusion(
                bundle, CryptoSuites.all().stream().map(CryptoSuite::hash).toList());
    }

    private static void requireInclusion(EvidenceBundle bundle, List<HashFunction> hashes) {
        SignedTreeHead head = bundle.head();
        boolean included = hashes.stream()
                .anyMatch(hash -> new MerkleVerifier(hash)
                        .includes(new MerkleHasher(hash).leaf(bundle.leafBytes()), bundle.inclusion(), head.head()));
        if (!included) {
            throw EvidenceCheck.INCLUSION.refuse(
                    "the path of leaf " + bundle.inclusion().leafIndex() + " in a tree of "
                            + bundle.inclusion().treeSize() + " does not lead to root " + head.rootHash() + " of size "
                            + head.treeSize());
        }
    }

    private List<String> requireStatus(EndorsedAction status, EvidenceBundle bundle) {
        EvidenceCheck check = EvidenceCheck.STATUS_ENDORSEMENTS;
        List<String> arguments = status.requireCallOf(STATUS_CHAINCODE, check).stream()
                .map(ByteString::toStringUtf8)
                .toList();
        List<String> expected = List.of(STATUS_FUNCTION, trust.channel(), bundle.transactionId());
        if (!arguments.equals(expected)) {
            throw check.refuse("the status was asked by " + arguments + ", must be " + expected);
        }
        return status.requireEndorsements(identities, trust.attestation(), check);
    }

    private static ProcessedTransaction requireValid(EndorsedAction status) {
        EvidenceCheck check = EvidenceCheck.STATUS_CODE;
        ProcessedTransaction processed =
                StrictProto.parse(ProcessedTransaction.parser(), status.answer(), check, "processed transaction");
        if (processed.getValidationCode() != TxValidationCode.VALID_VALUE) {
            throw check.refuse("the validation code is " + processed.getValidationCode() + ", must be "
                    + TxValidationCode.VALID_VALUE);
        }
        return processed;
    }

    private EndorsedAction requireTransaction(ProcessedTransaction processed, EvidenceBundle bundle) {
        EvidenceCheck check = EvidenceCheck.TRANSACTION_FORM;
        EndorsedAction transaction =
                EndorsedAction.read(processed.getTransactionEnvelope().getPayload(), trust.channel(), check);
        if (!transaction.transactionId().equals(bundle.transactionId())) {
            throw check.refuse("the transaction is " + transaction.transactionId() + ", the bundle names "
                    + bundle.transactionId());
        }
        return transaction;
    }

    private String requireCreator(Envelope envelope, EndorsedAction transaction) {
        EvidenceCheck check = EvidenceCheck.TRANSACTION_CREATOR;
        TrustedIdentities.Identity creator =
                identities.require(transaction.creator(), Set.of("client", "admin"), check);
        if (!creator.key()
                .verify(
                        envelope.getSignature().toByteArray(),
                        envelope.getPayload().toByteArray())) {
            throw check.refuse("the signature of the creator of " + creator.mspId() + " does not verify");
        }
        return creator.mspId();
    }

    private void requireAnchorOf(EndorsedAction transaction, SignedTreeHead head) {
        EvidenceCheck check = EvidenceCheck.TRANSACTION_CALL;
        List<ByteString> arguments = transaction.requireCallOf(trust.chaincode(), check);
        if (arguments.size() != 2 || !arguments.get(0).toStringUtf8().equals(ANCHOR_FUNCTION)) {
            throw check.refuse("the function is "
                    + arguments.stream()
                            .findFirst()
                            .map(ByteString::toStringUtf8)
                            .orElse("none") + " with " + (arguments.size() - 1) + " arguments, must be "
                    + ANCHOR_FUNCTION + " with 1");
        }
        AnchorRequest request = read(
                check,
                () -> AnchorRequestCodec.fromJson(
                        CanonicalJson.parseCanonical(arguments.get(1).toByteArray())));
        if (!request.head().equals(head)) {
            throw check.refuse("the anchored head is " + request.head() + ", that of the bundle " + head);
        }
    }

    private static ReceiptLog requireHead(EndorsedAction transaction, EvidenceBundle bundle) {
        EvidenceCheck check = EvidenceCheck.HEAD_SIGNATURE;
        SignedTreeHead head = bundle.head();
        JsonObject answer = read(
                check,
                () -> CanonicalJson.parseCanonical(transaction.answer().toByteArray())
                        .named("answer")
                        .requireOnly("logHead", "log"));
        ReceiptLog log = read(check, () -> answer.object("log", ReceiptLogCodec::fromJson));
        SignedTreeHead stored = read(
                check, () -> answer.object("logHead", LogHeadCodec::fromJson).head());
        if (!stored.equals(head) || !log.logId().equals(head.logId())) {
            throw check.refuse("the contract answered head " + stored + " of log " + log.logId()
                    + ", that of the bundle is " + head);
        }
        CryptoSuite suite = read(check, () -> CryptoSuites.named(log.suite()));
        requireInclusion(bundle, List.of(suite.hash()));
        requireSignature(log, head);
        bundle.consistency().ifPresent(later -> requireLater(log, head, later));
        return log;
    }

    private static void requireSignature(ReceiptLog log, SignedTreeHead head) {
        boolean valid = read(
                EvidenceCheck.HEAD_SIGNATURE,
                () -> CryptoSuites.named(log.suite())
                        .verifyingKey(Base64.getDecoder().decode(log.publicKey()))
                        .verify(Base64.getDecoder().decode(head.signature()), head.message()));
        if (!valid) {
            throw EvidenceCheck.HEAD_SIGNATURE.refuse("the signature of the head of size " + head.treeSize()
                    + " does not verify under the key of log " + log.logId());
        }
    }

    private static void requireLater(ReceiptLog log, SignedTreeHead head, LaterHead later) {
        EvidenceCheck check = EvidenceCheck.HEAD_SIGNATURE;
        SignedTreeHead to = later.to();
        ConsistencyProof proof = read(check, () -> new ConsistencyProof(head.treeSize(), to.treeSize(), later.path()));
        boolean consistent = to.logId().equals(head.logId())
                && new MerkleVerifier(read(check, () -> CryptoSuites.named(log.suite()))
                                .hash())
                        .consistent(head.head(), to.head(), proof);
        if (!consistent) {
            throw check.refuse("the later head " + to + " does not continue " + head);
        }
        requireSignature(log, to);
    }

    private static <T> T read(EvidenceCheck check, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (MalformedException | CryptoException e) {
            throw check.refuse(String.valueOf(e.getMessage()));
        }
    }
}
