package io.kontor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Recorder recorder =
            new Recorder(new PrintStream(bytes, true, StandardCharsets.UTF_8), System.err, Recorder.Form.JSON);

    @Test
    void a_step_that_got_something_else_is_a_failure() {
        recorder.step(new Recorder.Line("9", "F-EX", "attest", "16 GIVEN"), () -> Outcome.of("15 GIVEN", "tx1"));

        assertThat(recorder.failures()).containsExactly("9");
        assertThat(line().flag("ok")).isFalse();
        assertThat(line().string("tx")).isEqualTo("tx1");
    }

    @Test
    void a_step_that_throws_is_a_failure_with_its_reason() {
        recorder.step(new Recorder.Line("7", "Q-INS", "negotiate", "FINALIZED"), () -> {
            throw new IllegalStateException("Cannot negotiate: TERMINATED\nmore");
        });

        assertThat(line().string("got")).isEqualTo("failed: Cannot negotiate: TERMINATED");
        assertThat(recorder.failures()).containsExactly("7");
    }

    @Test
    void a_step_as_expected_is_good() {
        recorder.step(new Recorder.Line("3", "F-DATA", "open", "ACTIVE"), () -> Outcome.of("ACTIVE"));

        assertThat(recorder.failures()).isEmpty();
        assertThat(line().flag("ok")).isTrue();
    }

    private JsonObject line() {
        return CanonicalJson.parse(bytes.toString(StandardCharsets.UTF_8).strip());
    }
}
