package io.kontor.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as its user runs it, with another seed than the worked one: every process is the packaged program. */
class WholeDealStory {
    private static final int MINUTES_MAX = 12;
    private static final String SEED = "7";
    private static final String PORT_BASE = "21300";

    @Test
    void every_step_and_every_negative_of_the_deal_goes_as_expected(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("out.jsonl");
        int exit = demo(folder.resolve("state"), output);

        List<JsonObject> lines = lines(output);
        assertThat(lines).as("output of the demo").isNotEmpty();
        JsonObject last = lines.get(lines.size() - 1);
        assertThat(failures(lines)).as("steps that differ").isEmpty();
        assertThat(steps(lines)).containsAll(expectedSteps());
        assertThat(last.flag("ok")).isTrue();
        assertThat(last.longValue("steps")).isEqualTo(lines.size() - 1L);
        assertThat(exit).isZero();
    }

    private static int demo(Path state, Path output) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("kontor.root"));
        Path target = home.resolve("gateway/cli/target");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Dkontor.home=" + home,
                        "-cp",
                        target.resolve("kontor-cli.jar") + ":" + target.resolve("lib") + "/*",
                        "io.kontor.cli.KontorCommand",
                        "demo",
                        "--exit",
                        "--json",
                        "--seed",
                        SEED,
                        "--dir",
                        state.toString(),
                        "--port-base",
                        PORT_BASE)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroy();
            process.waitFor(1, TimeUnit.MINUTES);
        }
        return process.exitValue();
    }

    private static List<JsonObject> lines(Path output) throws IOException {
        List<JsonObject> lines = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            lines.add(CanonicalJson.parse(line));
        }
        return lines;
    }

    private static List<String> failures(List<JsonObject> lines) {
        return lines.stream()
                .filter(line -> line.has("step") && !line.flag("ok"))
                .map(line ->
                        line.string("step") + ": expected " + line.string("expected") + ", got " + line.string("got"))
                .toList();
    }

    private static List<String> steps(List<JsonObject> lines) {
        return lines.stream()
                .filter(line -> line.has("step"))
                .map(line -> line.string("step"))
                .toList();
    }

    private static List<String> expectedSteps() {
        List<String> steps = new ArrayList<>();
        IntStream.rangeClosed(1, 21).forEach(number -> steps.add(Integer.toString(number)));
        IntStream.rangeClosed(1, 13).forEach(number -> steps.add("N" + number));
        return steps;
    }
}
