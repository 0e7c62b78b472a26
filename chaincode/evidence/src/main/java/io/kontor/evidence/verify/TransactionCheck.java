package io.kontor.evidence.verify;

import com.google.protobuf.ByteString;
import io.kontor.evidence.trust.BlockPosition;
import io.kontor.evidence.trust.Definition;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.LedgerKind;
import io.kontor.evidence.trust.Rule;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.receipt.AnchorRequest;
import io.kontor.model.receipt.AnchorRequestCodec;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hyperledger.fabric.protos.common.Envelope;

/** The anchoring transaction: its creator, its endorsements, what it called (EVD-9 to EVD-11). */
final class TransactionCheck {

    private static final String LIFECYCLE = "_lifecycle";
    private static final String ANCHOR_FUNCTION = "receipt:anchor";

    private final TrustFile trust;
    private final Attesters attesters;
    private final EndorsedAction transaction;
    private final Envelope envelope;

    TransactionCheck(TrustFile trust, Attesters attesters, EndorsedAction transaction, Envelope envelope) {
        this.trust = trust;
        this.attesters = attesters;
        this.transaction = transaction;
        this.envelope = envelope;
    }

    /**
     * What holds under an epoch.
     *
     * @param epoch the epoch
     * @param creator organisation of the creator
     * @param endorsedBy organisations that endorsed it
     * @param rule that they satisfy
     */
    record Held(Epoch epoch, String creator, List<String> endorsedBy, Rule rule) {}

    /** Checks creator and endorsements under one epoch. */
    Held require(Epoch epoch, Optional<Rule> keyRule) {
        String creator = requireCreator(epoch);
        EvidenceCheck check = EvidenceCheck.TRANSACTION_ENDORSEMENTS;
        List<String> endorsedBy = transaction.requireEndorsements(attesters.of(epoch), check);
        Rule rule =
                keyRule.orElseGet(() -> definition().flatMap(Definition::policy).orElse(epoch.endorsement()));
        Attesters.requireRule(rule, endorsedBy, check);
        return new Held(epoch, creator, endorsedBy, rule);
    }

    /**
     * The rule of the head's key, once the key stands: it is created under the definition's. A trust file may have none, and then
     * the definition's holds for all.
     */
    Optional<Rule> keyRule() {
        if (trust.keyClasses().isEmpty()) {
            return Optional.empty();
        }
        ReceiptLog log = HeadCheck.log(transaction);
        return transaction
                .read(trust.chaincode(), "head/" + log.logId(), EvidenceCheck.TRANSACTION_ENDORSEMENTS)
                .flatMap(at -> trust.headRule(log.cityId()));
    }

    /** The definition in force; a development ledger has none. */
    Optional<Definition> definition() {
        if (trust.ledger() == LedgerKind.DEVELOPMENT) {
            return Optional.empty();
        }
        EvidenceCheck check = EvidenceCheck.TRANSACTION_ENDORSEMENTS;
        String key = "namespaces/fields/" + trust.chaincode() + "/Sequence";
        BlockPosition at = transaction
                .read(LIFECYCLE, key, check)
                .orElseThrow(() -> check.refuse("the read set does not name the definition in force, " + key));
        return Optional.of(trust.definition(at)
                .orElseThrow(() -> check.refuse("the definition of " + at + " is not in the trust file, which has "
                        + trust.definitions().stream().map(Definition::at).toList())));
    }

    private String requireCreator(Epoch epoch) {
        EvidenceCheck check = EvidenceCheck.TRANSACTION_CREATOR;
        TrustedIdentities.Identity creator =
                attesters.of(epoch).require(transaction.creator(), Set.of("client", "admin"), check);
        if (!creator.key()
                .verify(
                        envelope.getSignature().toByteArray(),
                        envelope.getPayload().toByteArray())) {
            throw check.refuse("the signature of the creator of " + creator.mspId() + " does not verify");
        }
        return creator.mspId();
    }

    /** Checks that it anchored this head. */
    void requireAnchorOf(SignedTreeHead head) {
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
        AnchorRequest request = Reading.of(
                check,
                () -> AnchorRequestCodec.fromJson(
                        CanonicalJson.parseCanonical(arguments.get(1).toByteArray())));
        if (!request.head().equals(head)) {
            throw check.refuse("the anchored head is " + request.head() + ", that of the bundle " + head);
        }
    }
}
