package io.kontor.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.evidence.bundle.EndorsedCall;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import io.kontor.evidence.bundle.OrderProof;
import io.kontor.evidence.trust.LedgerKind;
import io.kontor.evidence.trust.TrustFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** EVD-14: whatever bit is changed, the bundle is refused and the link is named. */
class MutationTest {

    private static final int CHANGES = 10_000;
    private static final long SEED = 20_261_121;

    private final TestEvidence evidence = new TestEvidence();

    @Test
    void no_changed_bit_of_a_bundle_of_the_development_ledger_passes() {
        assertAllRefused(evidence.ledger.trust(LedgerKind.DEVELOPMENT), evidence.bundle(), CHANGES);
    }

    @Test
    void no_changed_bit_of_a_bundle_with_its_block_passes() {
        assertAllRefused(evidence.ledger.trust(LedgerKind.FABRIC), evidence.ordered(), 2_000);
    }

    private static void assertAllRefused(TrustFile trust, EvidenceBundle honest, int changes) {
        EvidenceVerifier verifier = new EvidenceVerifier(trust);
        byte[] file = EvidenceBundleCodec.write(honest);
        assertThat(verifier.verify(file).exitCode()).isZero();
        Random random = new Random(SEED);
        for (int i = 0; i < changes; i++) {
            byte[] changed = file.clone();
            int at = random.nextInt(changed.length * Byte.SIZE);
            changed[at / Byte.SIZE] ^= (byte) (1 << (at % Byte.SIZE));
            assertThat(verifier.verify(changed)).as("bit %d, seed %d", at, SEED).isInstanceOf(RefusedVerdict.class);
        }
    }

    /** A changed bit of what base64 stands for reaches the checks behind the form, so these are tried on their own. */
    @Test
    void no_changed_bit_of_an_endorsed_call_passes() {
        EvidenceBundle honest = evidence.ordered();
        EvidenceVerifier verifier = new EvidenceVerifier(evidence.ledger.trust(LedgerKind.FABRIC));
        Random random = new Random(SEED);
        for (int i = 0; i < CHANGES / 10; i++) {
            EndorsedCall status = changed(honest.status(), random);
            EvidenceBundle other = new EvidenceBundle(
                    honest.channel(),
                    honest.chaincode(),
                    honest.leaf(),
                    honest.inclusion(),
                    honest.head(),
                    honest.consistency(),
                    honest.transactionId(),
                    status,
                    honest.order());
            assertThat(verifier.verify(EvidenceBundleCodec.write(other)))
                    .as("status %d, seed %d", i, SEED)
                    .isInstanceOf(RefusedVerdict.class);
            OrderProof proof = honest.order().orElseThrow();
            OrderProof relinked = new OrderProof(
                    proof.block(), proof.position(), proof.signedBy(), proof.headers(), changed(proof.link(), random));
            assertThat(verifier.verify(EvidenceBundleCodec.write(honest.ordered(relinked))))
                    .as("link %d, seed %d", i, SEED)
                    .isInstanceOf(RefusedVerdict.class);
        }
    }

    private static EndorsedCall changed(EndorsedCall call, Random random) {
        byte[] bytes = call.bytes();
        int at = random.nextInt(bytes.length * Byte.SIZE);
        bytes[at / Byte.SIZE] ^= (byte) (1 << (at % Byte.SIZE));
        return new EndorsedCall(call.attestedBy(), Base64.getEncoder().encodeToString(bytes));
    }

    @Test
    void a_text_that_means_the_same_is_refused() {
        String text = new String(EvidenceBundleCodec.write(evidence.bundle()), StandardCharsets.UTF_8);
        EvidenceVerifier verifier = new EvidenceVerifier(evidence.ledger.trust(LedgerKind.FABRIC));
        for (String same : new String[] {
            text + " ", " " + text, text.replace(":", ": "), text.replace("\"version\":2", "\"version\":2.0")
        }) {
            assertThat(verifier.verify(same.getBytes(StandardCharsets.UTF_8))).isInstanceOf(RefusedVerdict.class);
        }
    }
}
