package io.kontor.model.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.consent.ConsentCommitment;
import io.kontor.model.consent.ConsentDocumentCodec;
import io.kontor.model.id.Digest32;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** CNS-1. */
class ConsentCommitmentTest {

    private static final Digest32 HASH = ConsentDocumentCodec.hash(DealSamples.DOCUMENT);

    @Test
    void a_commitment_is_the_digest_of_the_hash_and_of_whom_it_is_for() {
        assertThat(ConsentCommitment.of(Digest32.ZERO, "Q-INS", "R1", "SC-F-0001")
                        .hex())
                .isEqualTo("9d4df4eb3c18dcb35e92117a6098de8f044c13fc809d0f2f153b6f995019d6f9");
        assertThat(ConsentCommitment.of(DealSamples.DOCUMENT))
                .isEqualTo(ConsentCommitment.of(HASH, "Q-INS", "R1", "SC-F-0001"));
    }

    @Test
    void each_part_changes_the_commitment_and_the_hash_itself_is_none() {
        assertThat(Set.of(
                        HASH,
                        ConsentCommitment.of(HASH, "Q-INS", "R1", "SC-F-0001"),
                        ConsentCommitment.of(Digest32.ZERO, "Q-INS", "R1", "SC-F-0001"),
                        ConsentCommitment.of(HASH, "Q-OPS", "R1", "SC-F-0001"),
                        ConsentCommitment.of(HASH, "Q-INS", "R2", "SC-F-0001"),
                        ConsentCommitment.of(HASH, "Q-INS", "R1", "SC-F-0002")))
                .hasSize(6);
    }
}
