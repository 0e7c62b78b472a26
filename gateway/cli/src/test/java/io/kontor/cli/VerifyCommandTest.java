package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** EVD-14: exit codes of the verifier. */
class VerifyCommandTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void a_missing_file_is_unreadable_and_named(@TempDir Path folder) {
        int exit = run(folder.resolve("none.json"), folder.resolve("trust.json"));

        assertThat(exit).isEqualTo(2);
        assertThat(errors.toString()).contains("no readable file").contains("none.json");
    }

    @Test
    void a_trust_file_of_another_form_is_unreadable(@TempDir Path folder) throws Exception {
        Path bundle = Files.writeString(folder.resolve("bundle.json"), "{}");
        Path trust = Files.writeString(folder.resolve("trust.json"), "{\"version\":2}");

        assertThat(run(bundle, trust)).isEqualTo(2);
    }

    private int run(Path bundle, Path trust) {
        return new CommandLine(new VerifyCommand())
                .setErr(new PrintWriter(errors, true))
                .setOut(new PrintWriter(new StringWriter(), true))
                .execute(bundle.toString(), "--trust", trust.toString());
    }
}
