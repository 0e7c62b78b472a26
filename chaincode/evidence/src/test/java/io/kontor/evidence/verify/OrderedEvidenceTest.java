package io.kontor.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kontor.evidence.block.BlockCopies;
import io.kontor.evidence.block.BlockHeader;
import io.kontor.evidence.block.OrdererSignature;
import io.kontor.evidence.block.SignedBlock;
import io.kontor.evidence.bundle.EndorsedCall;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import io.kontor.evidence.bundle.OrderProof;
import io.kontor.evidence.trust.BlockPosition;
import io.kontor.evidence.trust.Epoch;
import io.kontor.evidence.trust.KeyClassRule;
import io.kontor.evidence.trust.LedgerKind;
import io.kontor.evidence.trust.Rule;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.model.id.Digest32;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The second level: an honest block, and a lie at each of its links. */
class OrderedEvidenceTest {

    private final TestEvidence evidence = new TestEvidence();
    private final TrustFile trust = evidence.ledger.trust(LedgerKind.FABRIC);

    private void assertRefused(TrustFile trusted, EvidenceCheck check, String reason, EvidenceBundle bundle) {
        Verdict verdict = new EvidenceVerifier(trusted).verify(EvidenceBundleCodec.write(bundle));
        assertThat(verdict).isInstanceOfSatisfying(RefusedVerdict.class, refused -> {
            assertThat(refused.check()).as(refused.reason()).isEqualTo(check);
            assertThat(refused.reason()).contains(reason);
        });
    }

    private static OrderProof proof(EvidenceBundle bundle) {
        return bundle.order().orElseThrow();
    }

    private static EvidenceBundle with(EvidenceBundle bundle, SignedBlock block) {
        OrderProof proof = proof(bundle);
        return bundle.ordered(new OrderProof(block, proof.position(), proof.signedBy(), proof.headers(), proof.link()));
    }

    /** EVD-1, EVD-13, EVD-19: three copies with three signatures each are merged into four. */
    @Test
    void an_honest_block_is_proven_with_who_ordered_it() {
        Verdict verdict = new EvidenceVerifier(trust).verify(EvidenceBundleCodec.write(evidence.ordered()));
        assertThat(verdict.exitCode()).as(verdict.lines().toString()).isZero();
        assertThat(String.join("\n", verdict.lines()))
                .contains("level attested and ordered", "number 1 of block 7", "4 of 4, quorum 3, 1 may lie")
                .contains("consenters 1 (FDataMSP), 2 (FOpsMSP)", "read at 7:1 by receipt:head");
    }

    /** EVD-15. */
    @Test
    void another_data_hash_glued_envelopes_and_another_position_are_refused() {
        EvidenceBundle honest = evidence.ordered();
        SignedBlock block = proof(honest).block();
        BlockHeader header = block.header();
        List<ByteString> fewer = block.envelopes().subList(0, 2);
        assertRefused(
                trust,
                EvidenceCheck.BLOCK_DATA,
                "the data hash of block 7",
                with(honest, new SignedBlock(header, fewer, block.value(), block.signatures())));
        List<ByteString> glued = List.of(
                block.envelopes().get(0),
                block.envelopes().get(1).concat(block.envelopes().get(2)));
        assertRefused(
                trust,
                EvidenceCheck.BLOCK_DATA,
                "envelope 1 of block 7 has other bytes",
                with(honest, new SignedBlock(header, glued, block.value(), block.signatures())));
        OrderProof proof = proof(honest);
        assertRefused(
                trust,
                EvidenceCheck.BLOCK_DATA,
                "envelope 2 of block 7 is another",
                honest.ordered(new OrderProof(block, 2, proof.signedBy(), List.of(), proof.link())));
    }

    /** EVD-16. */
    @Test
    void a_block_of_another_epoch_is_refused() {
        evidence.ledger.blocks().lastConfig = 3;
        assertRefused(
                trust, EvidenceCheck.BLOCK_EPOCH, "configuration block 3, the trust file has 0", evidence.ordered());
    }

    /** EVD-17. */
    @Test
    void a_missing_doubled_foreign_or_forged_signature_is_refused() {
        EvidenceBundle honest = evidence.ordered();
        SignedBlock block = proof(honest).block();
        List<OrdererSignature> all = block.signatures();
        assertThat(block.signedBy()).containsExactly(1L, 2L, 3L, 4L);
        assertSignatures(honest, all.subList(0, 3), "signed by [1, 2, 3], the bundle names [1, 2, 3, 4]");
        assertSignatures(honest, all.subList(0, 2), "quorum of block 7 is 2 signatures, must be 3 of 4");
        assertSignatures(honest, List.of(all.get(0), all.get(1), all.get(1), all.get(3)), "without repetition");
        OrdererSignature forged = new OrdererSignature(
                2, all.get(1).identifierHeader(), all.get(0).signature());
        assertSignatures(honest, List.of(all.get(0), forged, all.get(2)), "of consenter 2 of block 7 does not verify");
        TestLedger stranger = new TestLedger("FDataMSP", "FOpsMSP", "QDataMSP", "QOpsMSP");
        SignedBlock foreign = BlockCopies.merge(stranger.blocks().copies(block.envelopes()));
        assertSignatures(honest, foreign.signatures(), "of consenter 1 of block 7 does not verify");
    }

    private void assertSignatures(EvidenceBundle honest, List<OrdererSignature> signatures, String reason) {
        SignedBlock block = proof(honest).block();
        assertRefused(
                trust,
                EvidenceCheck.BLOCK_SIGNATURES,
                reason,
                with(honest, new SignedBlock(block.header(), block.envelopes(), block.value(), signatures)));
    }

    /** EVD-18, EVD-6: a block of an older epoch, with and without headers up to the next configuration block. */
    @Test
    void headers_bind_an_older_block_to_the_next_configuration() {
        EvidenceBundle honest = evidence.ordered();
        BlockHeader header = proof(honest).block().header();
        BlockHeader eight = new BlockHeader(8, header.hash().hex(), Digest32.ZERO);
        BlockHeader nine = new BlockHeader(9, eight.hash().hex(), Digest32.ZERO);
        Epoch first = trust.newest();
        Epoch next = new Epoch(9, nine.hash(), first.organisations(), first.endorsement(), first.ordering());
        TrustFile two = new TrustFile(
                trust.ledger(),
                trust.channel(),
                trust.chaincode(),
                List.of(first, next),
                trust.definitions(),
                List.of(),
                trust.attestation());
        Verdict without = new EvidenceVerifier(two).verify(EvidenceBundleCodec.write(honest));
        assertThat(String.join("\n", without.lines())).contains("rests on the attestation");
        Verdict bound =
                new EvidenceVerifier(two).verify(EvidenceBundleCodec.write(withHeaders(honest, List.of(eight, nine))));
        assertThat(bound.exitCode()).as(bound.lines().toString()).isZero();
        assertThat(String.join("\n", bound.lines())).doesNotContain("rests on the attestation");
        assertRefused(two, EvidenceCheck.BLOCK_CHAIN, "does not follow", withHeaders(honest, List.of(nine, eight)));
        assertRefused(two, EvidenceCheck.BLOCK_CHAIN, "the headers end", withHeaders(honest, List.of(eight)));
        assertRefused(trust, EvidenceCheck.BLOCK_CHAIN, "no later epoch", withHeaders(honest, List.of(eight)));
    }

    private static EvidenceBundle withHeaders(EvidenceBundle bundle, List<BlockHeader> headers) {
        OrderProof proof = proof(bundle);
        return bundle.ordered(new OrderProof(proof.block(), proof.position(), proof.signedBy(), headers, proof.link()));
    }

    /** EVD-19, EVD-21. */
    @Test
    void a_call_that_read_another_position_or_was_endorsed_by_too_few_is_no_link() {
        assertLink("must be of 7:1", new BlockPosition(7, 0), List.of(0, 1, 2));
        assertLink("at least 3 of", new BlockPosition(7, 1), List.of(0, 1));
        EvidenceBundle honest = evidence.ordered();
        OrderProof proof = proof(honest);
        EndorsedCall claimed = new EndorsedCall(
                List.of("FDataMSP", "FOpsMSP", "QDataMSP", "QOpsMSP"),
                proof.link().payload());
        assertRefused(
                trust,
                EvidenceCheck.LINK,
                "the bundle names [FDataMSP, FOpsMSP, QDataMSP, QOpsMSP]",
                honest.ordered(new OrderProof(proof.block(), 1, proof.signedBy(), List.of(), claimed)));
    }

    private void assertLink(String reason, BlockPosition at, List<Integer> endorsers) {
        EvidenceBundle honest = evidence.ordered();
        TestLedger.Script script = evidence.ledger.honest();
        script.headAt = Optional.of(at);
        script.endorsers = endorsers;
        EndorsedCall link = EndorsedCall.of(evidence.ledger
                .endorsed(script, TestLedger.CHAINCODE, List.of("receipt:head", "{}"), new byte[0])
                .toByteArray());
        OrderProof proof = proof(honest);
        assertRefused(
                trust,
                EvidenceCheck.LINK,
                reason,
                honest.ordered(new OrderProof(proof.block(), 1, proof.signedBy(), List.of(), link)));
    }

    /** EVD-10, EVD-12: a rule of the key class replaces the definition's and is asked of the attesters too. */
    @Test
    void a_rule_of_the_key_class_is_asked_of_endorsers_and_attesters() {
        Rule two = new Rule.AtLeast(2, List.of(new Rule.Role("FDataMSP", "peer"), new Rule.Role("FOpsMSP", "peer")));
        TrustFile ruled = new TrustFile(
                trust.ledger(),
                trust.channel(),
                trust.chaincode(),
                trust.epochs(),
                trust.definitions(),
                List.of(new KeyClassRule(KeyClassRule.HEAD, "F", two)),
                trust.attestation());
        evidence.anchorScript.headAt = Optional.of(new BlockPosition(6, 2));
        evidence.anchorScript.endorsers = List.of(0, 1);
        assertThat(new EvidenceVerifier(ruled)
                        .verify(EvidenceBundleCodec.write(evidence.bundle()))
                        .exitCode())
                .isZero();
        evidence.statusScript.endorsers = List.of(1, 2, 3);
        assertRefused(ruled, EvidenceCheck.HEAD_SIGNATURE, "must be by at least 2 of", evidence.bundle());
        evidence.statusScript.endorsers = List.of(0, 1, 2);
        evidence.anchorScript.endorsers = List.of(1, 2, 3);
        assertRefused(ruled, EvidenceCheck.TRANSACTION_ENDORSEMENTS, "2 of", evidence.bundle());
        evidence.anchorScript.headAt = Optional.empty();
        assertThat(new EvidenceVerifier(ruled)
                        .verify(EvidenceBundleCodec.write(evidence.bundle()))
                        .exitCode())
                .as("the key is created under the definition's rule")
                .isZero();
        evidence.anchorScript.endorsers = List.of(0, 1, 2);
        evidence.anchorScript.definedAt = new BlockPosition(2, 0);
        assertRefused(trust, EvidenceCheck.TRANSACTION_ENDORSEMENTS, "definition of 2:0 is not in", evidence.bundle());
    }

    @Test
    void copies_of_different_blocks_are_not_merged() {
        List<byte[]> copies = new ArrayList<>(evidence.ledger.blocks().copies(List.of(ByteString.EMPTY)));
        copies.add(evidence.ledger.blocks().copy(8, List.of(ByteString.EMPTY), 0, 1, 2));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> BlockCopies.merge(copies))
                .hasMessageContaining("Cannot merge copies of block");
    }
}
