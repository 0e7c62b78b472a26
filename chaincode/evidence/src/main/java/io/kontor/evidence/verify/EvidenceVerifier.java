package io.kontor.evidence.verify;

import com.google.protobuf.ByteString;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.Rule;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Checks a bundle link by link (EVD-2 to EVD-22) and stops at the first that does not hold. Believes nothing but the trust
 * file, needs no network and no clock. Immutable.
 */
public final class EvidenceVerifier {

    private static final String STATUS_CHAINCODE = "qscc";
    private static final String STATUS_FUNCTION = "GetTransactionByID";

    private final TrustFile trust;
    private final Attesters attesters;

    /** @param trust whom to believe */
    public EvidenceVerifier(TrustFile trust) {
        this.trust = trust;
        this.attesters = new Attesters(trust);
    }

    /**
     * Verifies the bytes of a bundle.
     *
     * @param bundle as read from the file
     */
    public Verdict verify(byte[] bundle) {
        try {
            return prove(Reading.of(EvidenceCheck.FORM, () -> EvidenceBundleCodec.read(bundle)));
        } catch (RefusedException e) {
            return new RefusedVerdict(e.check(), e.reason());
        }
    }

    private ProvenVerdict prove(EvidenceBundle bundle) {
        requireChannel(bundle);
        LogLeaf leaf = requireReceipt(bundle);
        requireInclusion(bundle);

        EndorsedAction status = EndorsedAction.read(
                ByteString.copyFrom(bundle.statusBytes()), trust.channel(), EvidenceCheck.STATUS_ENDORSEMENTS);
        List<String> attestedBy = requireStatus(status, bundle);
        Envelope envelope = requireValid(status).getTransactionEnvelope();
        EndorsedAction transaction = requireTransaction(envelope, bundle);
        Optional<OrderCheck> order = bundle.order().map(proof -> new OrderCheck(trust, attesters, proof));
        TransactionCheck check = new TransactionCheck(trust, attesters, transaction, envelope);
        TransactionCheck.Held held = requireHeld(check, envelope, order);
        check.requireAnchorOf(bundle.head());
        ReceiptLog log = HeadCheck.require(transaction, bundle);
        attesters.requireOfCity(log.cityId(), attestedBy, EvidenceCheck.HEAD_SIGNATURE);
        Optional<ProvenVerdict.Ordered> ordered = order.map(link -> {
            link.requireOrdered(held.epoch());
            return link.requireLink(held.epoch(), log);
        });
        ProvenVerdict.Anchor anchor = new ProvenVerdict.Anchor(
                transaction.transactionId(),
                transaction.time(),
                held.creator(),
                attestedBy,
                new ProvenVerdict.Endorsed(
                        held.endorsedBy(), held.rule(), held.epoch().block()));
        return new ProvenVerdict(trust.ledger(), leaf, log, bundle.head(), anchor, ordered);
    }

    /** Under the epoch that the orderers named, or else under the newest in which creator and endorsements hold. */
    private TransactionCheck.Held requireHeld(TransactionCheck check, Envelope envelope, Optional<OrderCheck> order) {
        Optional<Rule> keyRule = check.keyRule();
        if (order.isPresent()) {
            return check.require(order.get().requireEpoch(envelope.toByteString()), keyRule);
        }
        long from = check.definition()
                .flatMap(definition -> trust.epochOf(definition.at().block()))
                .map(Epoch::block)
                .orElse(0L);
        return attesters.underNewest(from, epoch -> check.require(epoch, keyRule));
    }

    private void requireChannel(EvidenceBundle bundle) {
        if (!bundle.channel().equals(trust.channel()) || !bundle.chaincode().equals(trust.chaincode())) {
            throw EvidenceCheck.CHANNEL.refuse("the bundle is of " + bundle.channel() + "/" + bundle.chaincode()
                    + ", the trust file of " + trust.channel() + "/" + trust.chaincode());
        }
    }

    private static LogLeaf requireReceipt(EvidenceBundle bundle) {
        EvidenceCheck check = EvidenceCheck.RECEIPT;
        LogLeaf leaf = Reading.of(check, () -> LeafCodec.decode(bundle.leafBytes()));
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

    static void requireInclusion(EvidenceBundle bundle, List<HashFunction> hashes) {
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
        return attesters.require(status, bundle.status(), trust.newest(), trust.attestation(), check);
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

    private EndorsedAction requireTransaction(Envelope envelope, EvidenceBundle bundle) {
        EvidenceCheck check = EvidenceCheck.TRANSACTION_FORM;
        EndorsedAction transaction = EndorsedAction.read(envelope.getPayload(), trust.channel(), check);
        if (!transaction.transactionId().equals(bundle.transactionId())) {
            throw check.refuse("the transaction is " + transaction.transactionId() + ", the bundle names "
                    + bundle.transactionId());
        }
        return transaction;
    }
}
