package io.kontor.client.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** EVD-6: as many organisations as answer, and no fewer than are enough. */
class AttestationTest {

    private static final List<String> ALL = List.of("A", "B", "C");

    private static byte[] askWithout(String down, List<String> asked) {
        if (asked.contains(down)) {
            throw new LedgerUnavailableException("Cannot ask " + asked + ": " + down + " is down", null);
        }
        return String.join(",", asked).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void all_sign_when_all_answer() {
        byte[] answer = Attestation.of(ALL, names -> names.size() >= 2, asked -> askWithout("nobody", asked));
        assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("A,B,C");
    }

    @Test
    void those_who_are_up_sign_when_they_are_enough() {
        byte[] answer = Attestation.of(ALL, names -> names.size() >= 2, asked -> askWithout("B", asked));
        assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("A,C");
    }

    @Test
    void nobody_is_asked_to_sign_for_too_few() {
        assertThatThrownBy(() -> Attestation.of(ALL, names -> names.size() >= 3, asked -> askWithout("B", asked)))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("of [A, B, C] only [A, C] answer");
    }

    @Test
    void a_difference_between_answers_is_not_taken_for_silence() {
        assertThatThrownBy(() -> Attestation.of(ALL, names -> true, asked -> {
                    throw new LedgerConflictException("Cannot attest: answers differ", null);
                }))
                .isInstanceOf(LedgerConflictException.class);
    }
}
