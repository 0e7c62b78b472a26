package io.kontor.model.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** ID-2: a digest out of a longer array, also once the code is compiled. */
class DigestSliceTest {

    private static final int DIGESTS = 64;
    private static final int ROUNDS = 600_000;

    private final byte[] bytes = new byte[DIGESTS * Digest32.LENGTH];

    private Digest32 digest(int number) {
        return Digest32.of(bytes, number * Digest32.LENGTH);
    }

    private boolean holds(OptionalInt known, Digest32 wanted) {
        return known.isPresent() && digest(known.getAsInt()).equals(wanted);
    }

    /** With two copies of the slice in a row some versions of HotSpot answer wrongly from some ten thousand rounds on. */
    @Test
    void a_digest_out_of_a_longer_array_equals_itself_however_often_it_is_asked() {
        Random random = new Random(1);
        random.nextBytes(bytes);
        Digest32[] wanted = new Digest32[DIGESTS];
        Arrays.setAll(wanted, this::digest);
        int wrong = 0;
        for (int i = 0; i < ROUNDS; i++) {
            int number = random.nextInt(DIGESTS);
            int asked = i % 5 == 0 ? (number + 1) % DIGESTS : number;
            OptionalInt known = i % 7 == 0 ? OptionalInt.empty() : OptionalInt.of(asked);
            if (holds(known, wanted[number]) != (known.isPresent() && asked == number)) {
                wrong++;
            }
        }
        assertThat(wrong).isZero();
    }
}
