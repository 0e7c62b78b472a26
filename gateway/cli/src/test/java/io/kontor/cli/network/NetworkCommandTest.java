package io.kontor.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** NET-11 and NET-17 at the command: an organisation's keys and bundle, and one line for what is wrong. */
class NetworkCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new NetworkCommand())
                .setErr(new PrintWriter(errors, true))
                .setOut(new PrintWriter(out, true))
                .setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return 1;
        });
        return line.execute(arguments);
    }

    private int init(String host) {
        return run(
                "init",
                "--dir",
                folder.resolve("sun").toString(),
                "--msp",
                "SunOpsMSP",
                "--city",
                "Sun",
                "--kind",
                "operator",
                "--host",
                host);
    }

    @Test
    void an_organisation_is_made_once_and_its_bundle_is_named_with_its_digest() {
        assertThat(init("ops.sun.example")).isZero();
        assertThat(out.toString())
                .contains(folder.resolve("sun/SunOpsMSP.bundle.json").toString())
                .containsPattern("SHA-256 of it, for the telephone: [0-9a-f]{64}");
        assertThat(init("ops.sun.example")).isEqualTo(1);
        assertThat(errors.toString()).contains("a network is there").hasLineCount(1);
    }

    @Test
    void a_wrong_host_makes_nothing() {
        assertThat(init("ops sun")).isEqualTo(1);
        assertThat(errors.toString()).contains("Cannot use host 'ops sun'").hasLineCount(1);
        assertThat(folder.resolve("sun/organisations")).doesNotExist();
    }

    @Test
    void a_folder_of_no_organisation_is_refused_in_one_line() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        String dir = folder.resolve("empty").toString();
        String[][] commands = {
            {"join", "--dir", dir},
            {"approve", "--dir", dir},
            {"add-org", "--dir", dir, "x.json"},
            {"renew", "--dir", dir},
            {"revoke", "--dir", dir, "x.pem"},
            {"restart", "--dir", dir, "peer"}
        };
        for (String[] command : commands) {
            assertThat(run(command)).isEqualTo(1);
        }
        assertThat(errors.toString().lines())
                .hasSize(commands.length)
                .allMatch(line -> line.startsWith("Cannot find an organisation in " + dir));
    }

    @Test
    void nothing_is_ended_where_nothing_runs() {
        assertThat(init("ops.sun.example")).isZero();
        assertThat(run("down", "--dir", folder.resolve("sun").toString())).isZero();
        assertThat(out.toString()).endsWith("Nothing was running.\n");
        assertThat(run("status", "--dir", folder.resolve("sun").toString())).isEqualTo(1);
        assertThat(out.toString()).contains("0 of 3 processes up");
    }
}
