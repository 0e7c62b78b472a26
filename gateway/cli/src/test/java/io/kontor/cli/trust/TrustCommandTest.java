package io.kontor.cli.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** TRU-4 and TRU-5 at the command: what cannot be read or reached is one line. */
class TrustCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new TrustCommand())
                .setErr(new PrintWriter(errors, true))
                .setOut(new PrintWriter(new StringWriter(), true))
                .execute(arguments);
    }

    @Test
    void a_file_that_is_not_there_or_no_trust_file_cannot_be_checked() throws IOException {
        Path file = folder.resolve("trust.json");
        assertThat(run("check", file.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("Cannot check", "there is no readable file");
        Files.writeString(file, "{}");
        assertThat(run("check", file.toString())).isEqualTo(2);
        assertThat(errors.toString().lines()).hasSize(2);
    }

    @Test
    void a_folder_without_a_network_cannot_be_exported() {
        Path out = folder.resolve("trust.json");
        assertThat(run("export", "--dir", folder.resolve("none").toString(), "--out", out.toString()))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("Cannot export trust file", "Cannot find a network in");
        assertThat(out).doesNotExist();
    }
}
