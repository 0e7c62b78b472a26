package io.kontor.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of calls as its user runs it, as short as can be: what it prints, never how fast anything was. */
class CallBenchmarkStory {
    private static final int MINUTES_MAX = 6;
    private static final String PORT_BASE = "21400";

    @Test
    void each_pair_is_a_row_and_the_medians_come_last(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("out.jsonl");
        int exit = bench(folder.resolve("state"), output);

        List<String> lines = Files.readAllLines(output);
        assertThat(exit).as("exit code, after %s", lines).isZero();
        assertThat(lines).hasSize(9);
        List<String> rows = lines.subList(0, 8);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row)
                        .contains(
                                "\"durability\":\"os\"",
                                "\"ratio\":",
                                "\"cpu_added_us\":",
                                "\"p50_ms\":",
                                "\"p99_ms\":"));
        assertThat(text(rows, "source"))
                .containsExactly("memory", "memory", "memory", "consent", "upstream", "upstream", "upstream", "jersey");
        assertThat(text(rows, "load")).containsExactly("full", "full", "half", "full", "full", "full", "half", "full");
        assertThat(text(rows, "connections")).containsExactly("1", "64", "64", "64", "1", "64", "64", "64");
        assertThat(text(rows, "calls")).as("calls with enforcement").doesNotContain("0");
        assertThat(text(rows, "failed")).as("calls not answered with 200").containsOnly("0");
        assertThat(text(rows, "fsyncs")).as("syncs in class os").containsOnly("0");
        assertThat(text(rows, "calls").get(3)).as("calls with consent").isEqualTo("20");
        assertThat(text(rows, "ledger_tx").get(3))
                .as("transactions that claimed the consents")
                .isNotEqualTo("0");
        assertThat(lines.get(8)).startsWith("{\"medians\":[").contains("\"disk_sync_p50_ms\":");
    }

    private static int bench(Path state, Path output) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("bench", "calls", "--json", "--rounds", "1", "--seconds", "1", "--warmup", "0"));
        arguments.addAll(List.of("--connections", "1,64", "--durability", "os", "--consents", "20"));
        arguments.addAll(List.of("--dir", state.toString(), "--port-base", PORT_BASE));
        return PackagedKontor.run(output, MINUTES_MAX, arguments);
    }

    private static List<String> text(List<String> rows, String field) {
        Pattern pattern = Pattern.compile("\"" + field + "\":\"?([^\",}]*)");
        return rows.stream()
                .map(row -> {
                    Matcher matcher = pattern.matcher(row);
                    return matcher.find() ? matcher.group(1) : "missing";
                })
                .toList();
    }
}
