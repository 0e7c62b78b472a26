package io.kontor.dataplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.dataplane.http.ProblemException;
import io.kontor.dataplane.testing.ControlClient;
import io.kontor.model.rejection.MalformedException;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.testkit.fuzz.Mutator;
import io.kontor.testkit.fuzz.ValueMutator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** DPL-31, FUZ-1: a start message of whatever form is read or malformed. */
class StartMessageFuzzTest {

    @Test
    void a_changed_start_message_is_read_or_malformed() {
        byte[] sample = ControlClient.startMessage(
                        "process-1",
                        "G-R1",
                        "ab".repeat(32),
                        Base64.getEncoder().encodeToString(new byte[32]))
                .getBytes(StandardCharsets.UTF_8);
        byte[] wrapped = new String(sample, StandardCharsets.UTF_8)
                .replace("\"process-1\"", "[{\"@value\": \"process-1\"}]")
                .getBytes(StandardCharsets.UTF_8);
        List<byte[]> samples = List.of(sample, wrapped);
        for (Supplier<byte[]> mutator : List.<Supplier<byte[]>>of(
                new Mutator(samples, 4_610)::next, new ValueMutator(wrapped, samples, 4_611)::next)) {
            Fuzz.Outcome outcome = Fuzz.run(
                    Fuzz.MUTATIONS / 2,
                    mutator,
                    new Fuzz.Target(
                            samples,
                            4_610,
                            SignalingMessage::parse,
                            Set.of(ProblemException.class, MalformedException.class)));
            assertThat(outcome.read()).isPositive();
            assertThat(outcome.refused()).isPositive();
        }
    }
}
