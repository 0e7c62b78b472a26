package io.kontor.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of the ledger as its user runs it, as short as can be: what it prints, never how fast anything was. */
class LedgerBenchmarkStory {
    private static final int MINUTES_MAX = 4;
    private static final String PORT_BASE = "21500";

    @Test
    void each_pair_of_creations_and_anchors_is_a_row_and_the_medians_come_last(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("out.jsonl");
        int exit = bench(folder.resolve("state"), output);

        List<String> lines = Files.readAllLines(output);
        assertThat(exit).as("exit code, after %s", lines).isZero();
        assertThat(lines).hasSize(3);
        assertThat(lines.subList(0, 2))
                .allSatisfy(row -> assertThat(row)
                        .startsWith("{\"ledger\":\"development\",\"clients\":")
                        .contains("\"ratio\":", "\"create_p50_ms\":", "\"anchor_p99_ms\":")
                        .contains("\"create_failed\":0,\"anchor_failed\":0,")
                        .doesNotContain("\"anchors\":0,", "\"creates\":0,"));
        assertThat(lines.get(0)).contains("\"clients\":1,");
        assertThat(lines.get(1)).contains("\"clients\":4,");
        assertThat(lines.get(2)).startsWith("{\"medians\":[{\"clients\":1,").contains("\"anchor_failed\":0");
    }

    private static int bench(Path state, Path output) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("bench", "ledger", "--json", "--rounds", "1", "--seconds", "1", "--warmup", "0"));
        arguments.addAll(List.of("--clients", "1,4", "--receipts", "10"));
        arguments.addAll(List.of("--dir", state.toString(), "--port-base", PORT_BASE));
        return PackagedKontor.run(output, MINUTES_MAX, arguments);
    }
}
