package io.kontor.testkit.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kontor.client.ledger.Attestation;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.evidence.block.BlockHeader;
import io.kontor.evidence.block.OrdererSignature;
import io.kontor.evidence.block.SignedBlock;
import io.kontor.evidence.bundle.EndorsedCall;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import io.kontor.evidence.bundle.OrderProof;
import io.kontor.evidence.channel.ChannelHistory;
import io.kontor.evidence.channel.ChannelHistoryCodec;
import io.kontor.evidence.channel.TrustCheck;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.OrganisationKind;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.evidence.trust.TrustFileCodec;
import io.kontor.evidence.trust.TrustedOrganisation;
import io.kontor.evidence.verify.EvidenceCheck;
import io.kontor.evidence.verify.EvidenceVerifier;
import io.kontor.evidence.verify.RefusedVerdict;
import io.kontor.evidence.verify.Verdict;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.receipt.SignedTreeHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** EVD-1 to EVD-22 and TRU-1 to TRU-6 with what real peers and orderers signed. */
@Tag("fabric")
@ExtendWith(WhereFabricIsFound.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FabricEvidenceTest {

    @RegisterExtension
    static final FabricExtension FABRIC = new FabricExtension();

    private static final int CHANGES = 10_000;
    private static final long SEED = 20_261_121;

    private Optional<FabricEvidence> made = Optional.empty();

    @BeforeAll
    void make() {
        made = Optional.of(new FabricEvidence(FABRIC.bed().deal()));
    }

    private FabricEvidence evidence() {
        return made.orElseThrow();
    }

    private static Verdict verify(TrustFile trust, EvidenceBundle bundle) {
        TrustFile read = TrustFileCodec.read(TrustFileCodec.write(trust));
        return new EvidenceVerifier(read).verify(EvidenceBundleCodec.write(bundle));
    }

    private static String proven(TrustFile trust, EvidenceBundle bundle) {
        Verdict verdict = verify(trust, bundle);
        String text = String.join("\n", verdict.lines());
        assertThat(verdict.exitCode()).as(text).isZero();
        return text;
    }

    private static void assertRefused(TrustFile trust, EvidenceCheck check, String reason, EvidenceBundle bundle) {
        assertThat(verify(trust, bundle)).isInstanceOfSatisfying(RefusedVerdict.class, refused -> {
            assertThat(refused.check()).as(refused.reason()).isEqualTo(check);
            assertThat(refused.reason()).contains(reason);
        });
    }

    private void assertRefused(EvidenceCheck check, String reason, EvidenceBundle bundle) {
        assertRefused(evidence().trust, check, reason, bundle);
    }

    /** EVD-6, EVD-10, EVD-13. */
    @Test
    void an_attested_bundle_is_proven_offline_and_says_by_whom() {
        assertThat(proven(evidence().trust, evidence().attested))
                .contains("level attested: ", "attested as valid by FDataMSP, FOpsMSP, QDataMSP, QOpsMSP")
                .contains("supplier F-H1 of city F", "the identities are of configuration block 0")
                .doesNotContain("development ledger");
    }

    /** EVD-15 to EVD-19. */
    @Test
    void an_ordered_bundle_is_proven_by_the_next_anchor_and_the_newest_by_a_read() {
        assertThat(proven(evidence().trust, evidence().ordered))
                .contains("level attested and ordered", "quorum 3, 1 may lie", "by receipt:anchor in");
        assertThat(proven(evidence().trust, evidence().newest)).contains("by receipt:head in");
    }

    /** EVD-4, EVD-5, EVD-6, EVD-11. */
    @Test
    void a_changed_receipt_proof_head_or_transaction_is_refused() {
        EvidenceBundle honest = evidence().attested;
        byte[] leaf = honest.leafBytes();
        leaf[leaf.length - 1] ^= 1;
        SignedTreeHead head = honest.head();
        assertRefused(EvidenceCheck.INCLUSION, "does not lead", with(honest, leaf, honest.inclusion(), head));
        InclusionProof wrong = new InclusionProof(1, 2, List.of(Digest32.ZERO));
        assertRefused(EvidenceCheck.INCLUSION, "does not lead", with(honest, honest.leafBytes(), wrong, head));
        SignedTreeHead later = new SignedTreeHead(
                head.logId(), head.epoch(), head.treeSize(), head.rootHash(), head.time() + 1, head.signature());
        assertRefused(
                EvidenceCheck.TRANSACTION_CALL,
                "the anchored head is",
                with(honest, honest.leafBytes(), honest.inclusion(), later));
        assertRefused(
                EvidenceCheck.STATUS_ENDORSEMENTS,
                "must be [GetTransactionByID",
                withStatus(honest, evidence().newest.status()));
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

    private static EvidenceBundle withStatus(EvidenceBundle bundle, EndorsedCall status) {
        return new EvidenceBundle(
                bundle.channel(),
                bundle.chaincode(),
                bundle.leaf(),
                bundle.inclusion(),
                bundle.head(),
                bundle.consistency(),
                bundle.transactionId(),
                status,
                bundle.order());
    }

    /** EVD-6, EVD-21, EVD-22: a changed, missing or doubled endorsement, another certificate, another code. */
    @Test
    void a_changed_endorsement_certificate_or_status_is_refused() {
        EvidenceBundle honest = evidence().attested;
        EndorsedCall status = honest.status();
        EvidenceCheck check = EvidenceCheck.STATUS_ENDORSEMENTS;
        assertRefused(check, "does not verify", withStatus(honest, EndorsedEdit.endorsements(status, all -> {
            List<Endorsement> changed = new ArrayList<>(all);
            changed.set(
                    0,
                    all.get(0).toBuilder()
                            .setSignature(all.get(1).getSignature())
                            .build());
            return changed;
        })));
        assertRefused(
                check,
                "the bundle names [FDataMSP, FOpsMSP, QDataMSP, QOpsMSP]",
                withStatus(honest, EndorsedEdit.endorsements(status, all -> all.subList(1, all.size()))));
        assertRefused(check, "endorses twice", withStatus(honest, EndorsedEdit.endorsements(status, all -> {
            List<Endorsement> doubled = new ArrayList<>(all);
            doubled.add(all.get(0));
            return doubled;
        })));
        assertRefused(
                check,
                "does not chain to a root of",
                withStatus(honest, EndorsedEdit.endorsements(status, EndorsedEdit::withForeignCertificate)));
        assertRefused(check, "does not verify", withStatus(honest, EndorsedEdit.answer(status, EndorsedEdit::invalid)));
    }

    /** EVD-15, EVD-17. */
    @Test
    void a_changed_block_or_orderer_signature_is_refused() {
        SignedBlock block = evidence().ordered.order().orElseThrow().block();
        BlockHeader header = block.header();
        BlockHeader other = new BlockHeader(header.number(), Digest32.ZERO.hex(), header.dataHash());
        assertBlock(EvidenceCheck.BLOCK_SIGNATURES, "does not verify", other, block.envelopes(), block.signatures());
        List<ByteString> twice = new ArrayList<>(block.envelopes());
        twice.add(block.envelopes().get(0));
        assertBlock(EvidenceCheck.BLOCK_DATA, "the data hash of block", header, twice, block.signatures());
        List<OrdererSignature> all = block.signatures();
        assertBlock(
                EvidenceCheck.BLOCK_SIGNATURES,
                all.size() > 3 ? "the bundle names " + block.signedBy() : "quorum",
                header,
                block.envelopes(),
                all.subList(1, all.size()));
        assertBlock(EvidenceCheck.BLOCK_SIGNATURES, "quorum", header, block.envelopes(), all.subList(0, 2));
        List<OrdererSignature> doubled = List.of(all.get(0), all.get(0), all.get(1), all.get(2));
        assertBlock(EvidenceCheck.BLOCK_SIGNATURES, "without repetition", header, block.envelopes(), doubled);
        List<OrdererSignature> swapped = new ArrayList<>(all);
        swapped.set(
                0,
                new OrdererSignature(
                        all.get(0).consenter(),
                        all.get(0).identifierHeader(),
                        all.get(1).signature()));
        assertBlock(EvidenceCheck.BLOCK_SIGNATURES, "does not verify", header, block.envelopes(), swapped);
    }

    private void assertBlock(
            EvidenceCheck check,
            String reason,
            BlockHeader header,
            List<ByteString> envelopes,
            List<OrdererSignature> signatures) {
        OrderProof proof = evidence().ordered.order().orElseThrow();
        SignedBlock block = new SignedBlock(header, envelopes, proof.block().value(), signatures);
        OrderProof changed = new OrderProof(block, proof.position(), proof.signedBy(), proof.headers(), proof.link());
        assertRefused(check, reason, evidence().ordered.ordered(changed));
    }

    /** TRU-2: same names, other keys. */
    @Test
    void the_trust_file_of_another_network_refuses() {
        TrustFile own = evidence().trust;
        List<TrustedOrganisation> others = own.newest().mspIds().stream()
                .map(mspId -> new TrustedOrganisation(
                        mspId,
                        List.of(OrganisationAuthority.create(mspId, mspId)
                                .enrolmentRoot()
                                .certificatePem()),
                        "F",
                        OrganisationKind.OPERATOR))
                .toList();
        Epoch epoch = new Epoch(
                0,
                Digest32.ZERO,
                others,
                own.newest().endorsement(),
                own.newest().ordering());
        TrustFile other = new TrustFile(
                own.ledger(),
                own.channel(),
                own.chaincode(),
                List.of(epoch),
                own.definitions(),
                own.keyClasses(),
                own.attestation());
        for (EvidenceBundle bundle : List.of(evidence().attested, evidence().ordered)) {
            assertRefused(other, EvidenceCheck.STATUS_ENDORSEMENTS, "does not chain to a root of", bundle);
        }
    }

    /** EVD-14. */
    @Test
    void no_changed_bit_of_a_real_bundle_passes() {
        byte[] file = EvidenceBundleCodec.write(evidence().ordered);
        EvidenceVerifier verifier = new EvidenceVerifier(evidence().trust);
        Random random = new Random(SEED);
        for (int i = 0; i < CHANGES; i++) {
            byte[] changed = file.clone();
            int at = random.nextInt(changed.length * Byte.SIZE);
            changed[at / Byte.SIZE] ^= (byte) (1 << (at % Byte.SIZE));
            assertThat(verifier.verify(changed)).as("bit %d, seed %d", at, SEED).isInstanceOf(RefusedVerdict.class);
        }
        System.out.printf(
                "Evidence: %d changed bits of %d bytes (block of %d transactions) refused; attested %d bytes, trust"
                        + " file %d%n",
                CHANGES,
                file.length,
                evidence().ordered.order().orElseThrow().block().envelopes().size(),
                EvidenceBundleCodec.write(evidence().attested).length,
                TrustFileCodec.write(evidence().trust).length);
    }

    /** EVD-6: fewer are named when one is down, never fewer than the rule asks. */
    @Test
    void the_status_is_attested_by_those_who_are_up() {
        String transaction = evidence().attested.transactionId();
        String down = "peer-QOpsMSP";
        FABRIC.bed().network().kill(down);
        try {
            byte[] status = Attestation.of(
                    FabricEvidence.ORGANISATIONS,
                    evidence().trust.attestation()::satisfiedByPeersOf,
                    names -> evidence().ledger.endorsedStatus(transaction, names));
            assertThat(proven(evidence().trust, withStatus(evidence().attested, EndorsedCall.of(status))))
                    .contains("attested as valid by FDataMSP, FOpsMSP, QDataMSP\n");
            assertThatThrownBy(() -> Attestation.of(
                            FabricEvidence.ORGANISATIONS,
                            names -> names.size() == FabricEvidence.ORGANISATIONS.size(),
                            names -> evidence().ledger.endorsedStatus(transaction, names)))
                    .hasMessageContaining("only [FDataMSP, FOpsMSP, QDataMSP] answer");
        } finally {
            FABRIC.bed().restart(down);
        }
    }

    /** TRU-4, TRU-5, TRU-6, EVD-16: the chain of configuration blocks, before and after a change of the configuration. */
    @Test
    void the_trust_file_follows_the_channels_configuration() throws Exception {
        FabricEvidence before = evidence();
        List<String> lines = TrustCheck.require(before.trust, before.history, Optional.empty());
        assertThat(lines).anyMatch(line -> line.contains("4 consenters with quorum 3"));
        assertThatThrownBy(() -> TrustCheck.require(before.trust, before.history, Optional.of(Digest32.ZERO)))
                .hasMessageContaining("the genesis block is number 0");

        new ChannelUpdate(FABRIC.bed().network()).submit(before.ledger.newestConfiguration());
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> before.readHistory().configurations().size()
                        > before.history.configurations().size());
        ChannelHistory history = ChannelHistoryCodec.read(ChannelHistoryCodec.write(before.readHistory()));
        TrustFile after = FabricEvidence.trust(history);
        assertThat(TrustCheck.require(
                        after, history, Optional.of(after.epochs().get(0).hash())))
                .anyMatch(line -> line.contains("updated by administrators of [FDataMSP, FOpsMSP, QDataMSP, QOpsMSP]"));
        assertThat(proven(after, before.ordered)).contains("rests on the attestation");
        EvidenceBundle chained = before.chained(after);
        assertThat(chained.order().orElseThrow().headers()).isNotEmpty();
        assertThat(proven(after, chained)).doesNotContain("rests on the attestation");
        assertThat(before.chained(before.trust).order().orElseThrow().headers()).isEmpty();
        assertThatThrownBy(() -> TrustCheck.require(before.trust, history, Optional.empty()))
                .hasMessageContaining("its epochs are not those of the blocks");
        assertForgedHistoryIsRefused(after, history);

        EvidenceBundle later = before.anchoredAgain(after);
        assertThat(proven(after, later))
                .contains("the identities are of configuration block "
                        + after.newest().block());
        assertRefused(before.trust, EvidenceCheck.BLOCK_EPOCH, "the trust file has 0", later);
    }

    private static void assertForgedHistoryIsRefused(TrustFile trust, ChannelHistory history) {
        SignedBlock newest =
                history.configurations().get(history.configurations().size() - 1);
        List<SignedBlock> unsigned = new ArrayList<>(history.configurations());
        unsigned.set(
                unsigned.size() - 1,
                new SignedBlock(
                        newest.header(),
                        newest.envelopes(),
                        newest.value(),
                        newest.signatures().subList(0, 2)));
        assertThatThrownBy(() -> TrustCheck.require(
                        trust, new ChannelHistory(unsigned, history.definitions()), Optional.empty()))
                .hasMessageContaining("quorum of block " + newest.header().number());
    }
}
