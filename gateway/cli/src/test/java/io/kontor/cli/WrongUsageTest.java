package io.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.cli.bench.BenchCommand;
import io.kontor.cli.demo.DemoCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WrongUsageTest {

    private final StringWriter said = new StringWriter();

    private int run(CommandLine line, String... arguments) {
        return line.setErr(new PrintWriter(said, true))
                .setParameterExceptionHandler(new WrongUsage())
                .execute(arguments);
    }

    @Test
    void a_wrong_option_is_named_in_one_line_with_the_way_to_the_help() {
        assertThat(run(new CommandLine(new DemoCommand()), "--sed", "7")).isEqualTo(2);
        assertThat(said.toString().lines()).hasSize(1);
        assertThat(said.toString())
                .startsWith("Cannot run demo: Unknown options: '--sed', '7'")
                .contains("--seed", "see demo --help");
    }

    @Test
    void a_wrong_value_is_named_in_one_line() {
        assertThat(run(new CommandLine(new DemoCommand()), "--port-base", "abc"))
                .isEqualTo(2);
        assertThat(said.toString().lines()).hasSize(1);
        assertThat(said.toString()).contains("'--port-base'", "'abc' is not an int", "see demo --help");
    }

    @Test
    void a_command_without_its_subcommand_shows_what_there_is() {
        assertThat(run(new CommandLine(new BenchCommand()))).isEqualTo(2);
        assertThat(said.toString()).contains("Usage: bench", "journal");
    }
}
