package io.kontor.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import io.kontor.evidence.bundle.LaterHead;
import io.kontor.evidence.trust.LedgerKind;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.junit.jupiter.api.Test;

/** An honest bundle, and a lie at each link of the chain. */
class EvidenceVerifierTest {

    private final TestEvidence evidence = new TestEvidence();
    private final TrustFile trust = evidence.ledger.trust(LedgerKind.FABRIC);

    private Verdict verify(EvidenceBundle bundle) {
        return new EvidenceVerifier(trust).verify(EvidenceBundleCodec.write(bundle));
    }

    private void assertRefused(EvidenceCheck check, String reason, EvidenceBundle bundle) {
        Verdict verdict = verify(bundle);
        assertThat(verdict).isInstanceOfSatisfying(RefusedVerdict.class, refused -> {
            assertThat(refused.check()).as(refused.reason()).isEqualTo(check);
            assertThat(refused.reason()).contains(reason);
        });
        assertThat(verdict.exitCode()).isEqualTo(1);
        assertThat(verdict.lines().get(0)).contains(check.link()).contains(check.rule());
    }

    private static EvidenceBundle with(EvidenceBundle bundle, byte[] leaf, InclusionProof proof, SignedTreeHead head) {
        return new EvidenceBundle(
                bundle.channel(),
                bundle.chaincode(),
                Base64.getEncoder().encodeToString(leaf),
                proof,
                head,
                bundle.consistency(),
                bundle.transactionId(),
                bundle.status(),
                bundle.order());
    }

    /** EVD-1, EVD-13, EVD-14. */
    @Test
    void an_honest_bundle_is_proven_with_who_said_so_and_when() {
        Verdict verdict = verify(evidence.bundle());
        assertThat(verdict).isInstanceOfSatisfying(ProvenVerdict.class, proven -> {
            assertThat(proven.anchor().attestedBy()).containsExactly("FDataMSP", "FOpsMSP", "QDataMSP");
            assertThat(proven.anchor().endorsedBy()).containsExactly("FDataMSP", "FOpsMSP", "QDataMSP");
            assertThat(proven.anchor().time()).isEqualTo(TestLedger.TIME);
            assertThat(proven.log().participantId()).isEqualTo("F-H1");
        });
        assertThat(verdict.exitCode()).isZero();
        assertThat(String.join("\n", verdict.lines()))
                .contains("level attested", "DENIED COUNT", "VIEW of resource R3", "supplier F-H1", "FOpsMSP")
                .doesNotContain("development ledger");
    }

    /** CRY-1, CRY-9: the log's suite is the one that its record names. */
    @Test
    void a_receipt_of_a_log_of_the_other_suite_is_proven_and_never_as_one_of_this() {
        TestEvidence other = new TestEvidence(CryptoSuites.sm());
        EvidenceVerifier verifier = new EvidenceVerifier(other.ledger.trust(LedgerKind.FABRIC));
        assertThat(verifier.verify(EvidenceBundleCodec.write(other.bundle())))
                .isInstanceOfSatisfying(
                        ProvenVerdict.class,
                        proven -> assertThat(proven.log().suite()).isEqualTo("sm"));
        other.answeredLog = other.logOf("intl");
        assertThat(verifier.verify(EvidenceBundleCodec.write(other.bundle())))
                .isInstanceOfSatisfying(
                        RefusedVerdict.class,
                        refused -> assertThat(refused.check()).isEqualTo(EvidenceCheck.INCLUSION));
        other.answeredLog = other.logOf("rot13");
        assertThat(verifier.verify(EvidenceBundleCodec.write(other.bundle())))
                .isInstanceOfSatisfying(
                        RefusedVerdict.class,
                        refused -> assertThat(refused.reason()).contains("rot13"));
    }

    /** EVD-13. */
    @Test
    void a_bundle_of_the_development_ledger_says_so() {
        Verdict verdict = new EvidenceVerifier(evidence.ledger.trust(LedgerKind.DEVELOPMENT))
                .verify(EvidenceBundleCodec.write(evidence.bundle()));
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.lines()).contains("development ledger: consistent, not independently endorsed");
    }

    /** EVD-1, EVD-2. */
    @Test
    void a_file_that_is_no_canonical_bundle_is_refused() {
        String text = new String(EvidenceBundleCodec.write(evidence.bundle()), StandardCharsets.UTF_8);
        for (String changed : List.of(
                "",
                "{}",
                text + "\n",
                text.replace("\"version\":2", "\"version\":1"),
                text.replace("\"version\":2", "\"version\":2,\"zzz\":1"),
                text.replace("attested", "certain"),
                text.replace("\"leaf\":", "\"leaf\": "))) {
            Verdict verdict = new EvidenceVerifier(trust).verify(changed.getBytes(StandardCharsets.UTF_8));
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            RefusedVerdict.class,
                            refused -> assertThat(refused.check()).isEqualTo(EvidenceCheck.FORM));
        }
        Verdict large = new EvidenceVerifier(trust).verify(new byte[EvidenceBundle.MAX_BYTES + 1]);
        assertThat(large.lines().get(0)).contains("form");
    }

    /** EVD-3. */
    @Test
    void a_bundle_of_another_channel_is_refused() {
        EvidenceBundle honest = evidence.bundle();
        EvidenceBundle other = new EvidenceBundle(
                "elsewhere",
                honest.chaincode(),
                honest.leaf(),
                honest.inclusion(),
                honest.head(),
                honest.consistency(),
                honest.transactionId(),
                honest.status(),
                honest.order());
        assertRefused(EvidenceCheck.CHANNEL, "elsewhere/kontor", other);
    }

    /** EVD-4, EVD-5. */
    @Test
    void a_leaf_of_another_place_or_content_is_refused() {
        EvidenceBundle honest = evidence.bundle();
        SignedTreeHead head = honest.head();
        assertRefused(EvidenceCheck.RECEIPT, "Cannot decode", with(honest, new byte[] {1}, honest.inclusion(), head));
        assertRefused(EvidenceCheck.RECEIPT, "number 2", with(honest, TestEvidence.leaf(2), honest.inclusion(), head));
        byte[] other = TestEvidence.leaf(TestEvidence.LEAF);
        other[other.length - 1] ^= 1;
        assertRefused(EvidenceCheck.INCLUSION, "does not lead", with(honest, other, honest.inclusion(), head));
        List<Digest32> path = new ArrayList<>(honest.inclusion().auditPath());
        path.set(0, Digest32.ZERO);
        InclusionProof broken = new InclusionProof(TestEvidence.LEAF, 5, path);
        assertRefused(
                EvidenceCheck.INCLUSION,
                "does not lead",
                with(honest, TestEvidence.leaf(TestEvidence.LEAF), broken, head));
        SignedTreeHead early = evidence.head(5, TestEvidence.TIME);
        assertRefused(
                EvidenceCheck.RECEIPT,
                "later than those of the head",
                with(honest, TestEvidence.leaf(TestEvidence.LEAF), honest.inclusion(), early));
    }

    /** EVD-6. */
    @Test
    void a_status_that_was_asked_otherwise_is_refused() {
        evidence.statusArguments = List.of("GetTransactionByID", TestLedger.CHANNEL, "another");
        assertRefused(EvidenceCheck.STATUS_ENDORSEMENTS, "another", evidence.bundle());
        evidence.statusArguments = List.of();
        evidence.statusScript.channel = "elsewhere";
        assertRefused(EvidenceCheck.STATUS_ENDORSEMENTS, "elsewhere", evidence.bundle());
    }

    /** EVD-6, EVD-10. */
    @Test
    void endorsements_that_are_too_few_doubled_or_forged_are_refused() {
        for (EvidenceCheck check : List.of(EvidenceCheck.STATUS_ENDORSEMENTS, EvidenceCheck.TRANSACTION_ENDORSEMENTS)) {
            TestEvidence lie = new TestEvidence();
            TestLedger.Script script = check == EvidenceCheck.STATUS_ENDORSEMENTS ? lie.statusScript : lie.anchorScript;
            EvidenceVerifier verifier = new EvidenceVerifier(lie.ledger.trust(LedgerKind.FABRIC));
            script.endorsers = List.of(0, 1);
            assertReason(verifier, lie, check, "at least 3 of");
            script.endorsers = List.of(0, 1, 2, 1);
            assertReason(verifier, lie, check, "FOpsMSP endorses twice");
            script.endorsers = List.of(0, 1, 2, 3);
            script.endorsement = EvidenceVerifierTest::forgedIfLast;
            assertReason(verifier, lie, check, "the endorsement of QOpsMSP does not verify");
            script.endorsement = one -> one;
            script.proposalHash = hash -> ByteString.copyFrom(new byte[32]);
            assertReason(verifier, lie, check, "proposal hash");
        }
    }

    private static Endorsement forgedIfLast(Endorsement endorsement) {
        return endorsement.getEndorser().toStringUtf8().contains("QOpsMSP")
                ? endorsement.toBuilder()
                        .setSignature(ByteString.copyFrom(
                                CryptoSuites.intl().newSigningKey().sign(new byte[1])))
                        .build()
                : endorsement;
    }

    private static void assertReason(EvidenceVerifier verifier, TestEvidence lie, EvidenceCheck check, String reason) {
        Verdict verdict = verifier.verify(EvidenceBundleCodec.write(lie.bundle()));
        assertThat(verdict).isInstanceOfSatisfying(RefusedVerdict.class, refused -> {
            assertThat(refused.reason()).contains(reason);
            assertThat(refused.check()).isEqualTo(check);
        });
    }

    /** TRU-2. */
    @Test
    void an_authority_that_the_trust_file_does_not_name_is_refused() {
        TestLedger stranger = new TestLedger("FDataMSP", "FOpsMSP", "QDataMSP", "ZMSP");
        EvidenceVerifier verifier = new EvidenceVerifier(stranger.trust(LedgerKind.FABRIC));
        Verdict verdict = verifier.verify(EvidenceBundleCodec.write(evidence.bundle()));
        assertThat(verdict.lines().get(0)).contains("certificate does not chain to a root of FDataMSP");
        evidence.statusScript.endorsers = List.of(3, 0, 1);
        verdict = verifier.verify(EvidenceBundleCodec.write(evidence.bundle()));
        assertThat(verdict.lines().get(0)).contains("unknown authority QOpsMSP");
    }

    /** EVD-6: an endorser must be a peer, not any identity of its organisation. */
    @Test
    void an_endorsement_by_a_client_identity_is_refused() {
        List<IssuedIdentity> clients = IntStream.range(0, 3)
                .mapToObj(i -> evidence.ledger.authority(i).issue(CertificateRequest.enrolment("app", "client")))
                .toList();
        evidence.statusScript.otherPeers = clients;
        assertRefused(EvidenceCheck.STATUS_ENDORSEMENTS, "has the roles [client]", evidence.bundle());
        evidence.statusScript.otherPeers = IntStream.range(0, 3)
                .mapToObj(i -> evidence.ledger.authority(i).issue(CertificateRequest.enrolment("p", "peer", "admin")))
                .toList();
        assertRefused(EvidenceCheck.STATUS_ENDORSEMENTS, "[admin, peer]", evidence.bundle());
    }

    /** EVD-7. */
    @Test
    void a_transaction_that_was_not_valid_is_refused() {
        evidence.validationCode = 11;
        assertRefused(EvidenceCheck.STATUS_CODE, "is 11, must be 0", evidence.bundle());
    }

    /** EVD-8. */
    @Test
    void a_transaction_of_another_form_is_refused() {
        evidence.anchorScript.type = 1;
        assertRefused(EvidenceCheck.TRANSACTION_FORM, "the type is 1", evidence.bundle());
        evidence.anchorScript = evidence.ledger.honest();
        evidence.anchorScript.transactionId = id -> "0".repeat(64);
        assertRefused(EvidenceCheck.TRANSACTION_FORM, "the transaction id is 000", evidence.bundle());
        evidence.anchorScript = evidence.ledger.honest();
        evidence.anchorScript.payload = EvidenceVerifierTest::withUnknownField;
        assertRefused(EvidenceCheck.TRANSACTION_FORM, "not known", evidence.bundle());
    }

    private static Payload.Builder withUnknownField(Payload.Builder payload) {
        com.google.protobuf.UnknownFieldSet.Field field = com.google.protobuf.UnknownFieldSet.Field.newBuilder()
                .addVarint(1)
                .build();
        return payload.setUnknownFields(com.google.protobuf.UnknownFieldSet.newBuilder()
                .addField(99, field)
                .build());
    }

    /** EVD-9. */
    @Test
    void a_creator_that_is_not_trusted_or_did_not_sign_is_refused() {
        evidence.anchorScript.signature = bytes -> ByteString.copyFromUtf8("nothing");
        assertRefused(EvidenceCheck.TRANSACTION_CREATOR, "does not verify", evidence.bundle());
        evidence.anchorScript = evidence.ledger.honest();
        evidence.anchorScript.creator = OrganisationAuthority.create("FDataMSP", "FDataMSP")
                .issue(CertificateRequest.enrolment("connector", "client"));
        assertRefused(EvidenceCheck.TRANSACTION_CREATOR, "does not chain", evidence.bundle());
    }

    /** EVD-11. */
    @Test
    void a_transaction_that_did_something_else_is_refused() {
        evidence.function = "receipt:lease";
        assertRefused(EvidenceCheck.TRANSACTION_CALL, "receipt:lease", evidence.bundle());
        evidence.function = "receipt:anchor";
        evidence.chaincode = "other";
        assertRefused(EvidenceCheck.TRANSACTION_CALL, "other", evidence.bundle());
        evidence.chaincode = TestLedger.CHAINCODE;
        evidence.anchorScript.status = 500;
        assertRefused(EvidenceCheck.TRANSACTION_CALL, "status 500", evidence.bundle());
        evidence.anchorScript.status = 200;
        evidence.anchored = evidence.head(4, TestEvidence.TIME + 10);
        assertRefused(EvidenceCheck.TRANSACTION_CALL, "the anchored head is", evidence.bundle());
    }

    /** EVD-12. */
    @Test
    void a_head_that_the_contract_did_not_answer_or_the_log_did_not_sign_is_refused() {
        evidence.answered = evidence.head(4, TestEvidence.TIME + 10);
        assertRefused(EvidenceCheck.HEAD_SIGNATURE, "the contract answered", evidence.bundle());
        evidence.answered = evidence.anchored;
        byte[] otherKey = CryptoSuites.intl().newSigningKey().verifyingKey().spki();
        evidence.answeredLog = new ReceiptLog(
                "log-1",
                "F-H1",
                "F",
                "intl",
                Base64.getEncoder().encodeToString(otherKey),
                "http://127.0.0.1:9300",
                1,
                evidence.log.instance());
        assertRefused(EvidenceCheck.HEAD_SIGNATURE, "does not verify under the key of log log-1", evidence.bundle());
    }

    /** EVD-12. */
    @Test
    void a_later_head_must_continue_the_anchored_one() {
        EvidenceBundle honest = evidence.bundle();
        evidence.subtrees.append(Digest32.ZERO);
        SignedTreeHead later = evidence.head(6, TestEvidence.TIME + 50);
        List<Digest32> path = evidence.tree.consistency(5, 6).path();
        assertThat(verify(withLater(honest, new LaterHead(later, path))).exitCode())
                .isZero();
        assertRefused(
                EvidenceCheck.HEAD_SIGNATURE, "does not continue", withLater(honest, new LaterHead(later, List.of())));
        SignedTreeHead forged =
                new SignedTreeHead("log-1", 1, 6, later.rootHash(), later.time() + 1, later.signature());
        assertRefused(EvidenceCheck.HEAD_SIGNATURE, "of size 6", withLater(honest, new LaterHead(forged, path)));
    }

    private static EvidenceBundle withLater(EvidenceBundle bundle, LaterHead later) {
        return new EvidenceBundle(
                bundle.channel(),
                bundle.chaincode(),
                bundle.leaf(),
                bundle.inclusion(),
                bundle.head(),
                Optional.of(later),
                bundle.transactionId(),
                bundle.status(),
                bundle.order());
    }
}
