package io.kontor.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * INV-1, INV-2, INV-3, INV-5 and what callers are told (docs/chaos.md) on real processes: the packaged {@code kontor chaos} kills and starves three data planes, their ledger and their
 * database while they are called. The long form is {@code kontor chaos --runs 100}.
 */
class ChaosStory {

    @Test
    void nothing_is_over_served_and_nothing_is_lost_when_processes_are_killed(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("out.json");

        int exit = chaos(folder.resolve("state"), output);

        List<JsonObject> lines =
                Files.readAllLines(output).stream().map(CanonicalJson::parse).toList();
        List<JsonObject> checks =
                lines.stream().filter(line -> line.has("check")).toList();
        assertThat(checks.stream().filter(check -> !check.flag("ok")))
                .as("checks that failed")
                .isEmpty();
        assertThat(checks.stream().map(check -> check.string("check")))
                .contains(
                        "INV-1 delivered under G-LARGE-1",
                        "INV-2 answers with data that have their receipt",
                        "INV-3 root of X1 under its head on the ledger",
                        "INV-5 totals of X3 on the ledger",
                        "INV-5 calls of G-SMALL-1 as the buyer counts them",
                        "answers within lease and bound of staleness",
                        "other answers without data");
        assertThat(lines.stream().filter(line -> line.has("blow")).map(line -> line.string("blow")))
                .as("blows, of which the first kills a data plane")
                .anyMatch(blow -> blow.startsWith("kill -9 X"));
        assertThat(released(lines)).as("calls with data").isPositive();
        assertThat(lines.get(lines.size() - 1).longValue("passed")).isEqualTo(checks.size());
        assertThat(exit).isZero();
    }

    private static long released(List<JsonObject> lines) {
        return lines.stream()
                .filter(line -> line.has("ends"))
                .mapToLong(line -> line.object("ends").longValue("RELEASED"))
                .sum();
    }

    private static int chaos(Path state, Path output) throws IOException, InterruptedException {
        return PackagedKontor.run(
                output,
                "chaos",
                "--json",
                "--seconds=5",
                "--callers=200",
                "--seed=11",
                "--dir=" + state,
                "--port-base=21600");
    }
}
