package io.kontor.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mutations of {@link BreakOnPurpose} still find their lines, and each has its line in the documentation. */
class SourceMutationsTest {

    private static final Path ROOT =
            Path.of("").toAbsolutePath().resolve("../..").normalize();

    @Test
    void each_mutation_finds_its_line_and_stands_in_the_table(@TempDir Path folder) throws IOException {
        String table = Files.readString(ROOT.resolve("docs/invariants.md"));
        for (SourceMutation mutation : SourceMutations.ALL) {
            Path sources = Files.createTempDirectory(folder, "sources");
            assertThat(mutation.write(ROOT, sources)).isNotEmpty();
            assertThat(table).contains("| " + mutation.name() + " |");
        }
    }
}
