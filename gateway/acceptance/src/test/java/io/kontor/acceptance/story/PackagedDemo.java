package io.kontor.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The packaged {@code kontor demo --exit --json} in a folder, as its user runs it. */
final class PackagedDemo {
    private static final int MINUTES_MAX = 12;

    private final Path folder;
    private final List<String> arguments;

    /**
     * A demonstration that is not started yet.
     *
     * @param folder folder of its state
     * @param arguments arguments beside {@code --exit --json --dir}
     */
    PackagedDemo(Path folder, String... arguments) {
        this.folder = folder;
        this.arguments = List.of(arguments);
    }

    /** Told of each step as soon as it is printed. */
    interface Observer {
        void played(JsonObject step) throws IOException;
    }

    /**
     * What it printed.
     *
     * @param lines objects, one a line
     * @param notices lines of the error stream
     * @param exit exit code
     */
    record Result(List<JsonObject> lines, List<String> notices, int exit) {

        /** Every step and every negative is there and as expected, and so says the last object. */
        void assertWhole() {
            assertThat(lines).as("output of the demo; it said %s", notices).isNotEmpty();
            assertThat(failures()).as("steps that differ").isEmpty();
            assertThat(steps()).containsAll(expectedSteps());
            JsonObject last = lines.get(lines.size() - 1);
            assertThat(last.flag("ok")).isTrue();
            assertThat(last.longValue("steps")).isEqualTo(lines.size() - 1L);
            assertThat(exit).isZero();
        }

        private List<String> failures() {
            return lines.stream()
                    .filter(line -> line.has("step") && !line.flag("ok"))
                    .map(line -> line.string("step") + ": expected " + line.string("expected") + ", got "
                            + line.string("got"))
                    .toList();
        }

        private List<String> steps() {
            return lines.stream()
                    .filter(line -> line.has("step"))
                    .map(line -> line.string("step"))
                    .toList();
        }

        /** What a step got. */
        String got(String step) {
            return lines.stream()
                    .filter(line -> line.has("step") && line.string("step").equals(step))
                    .map(line -> line.string("got"))
                    .findFirst()
                    .orElse("step " + step + " was not played");
        }

        private static List<String> expectedSteps() {
            List<String> steps = new ArrayList<>();
            IntStream.rangeClosed(1, 21).forEach(number -> steps.add(Integer.toString(number)));
            IntStream.rangeClosed(1, 13).forEach(number -> steps.add("N" + number));
            return steps;
        }
    }

    /** Plays it to its end. */
    Result play() throws IOException, InterruptedException {
        return play(step -> {});
    }

    /** Plays it to its end. */
    Result play(Observer observer) throws IOException, InterruptedException {
        Path notices = folder.resolveSibling(folder.getFileName() + ".err");
        Process process =
                new ProcessBuilder(command()).redirectError(notices.toFile()).start();
        Thread end = new Thread(() -> endLate(process));
        end.setDaemon(true);
        end.start();
        List<JsonObject> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                JsonObject object = CanonicalJson.parse(line);
                lines.add(object);
                if (object.has("step")) {
                    observer.played(object);
                }
            }
        } finally {
            process.destroy();
        }
        return new Result(lines, Files.readAllLines(notices), process.waitFor());
    }

    private static void endLate(Process process) {
        try {
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command() {
        List<String> all = new ArrayList<>(List.of("demo", "--exit", "--json", "--dir", folder.toString()));
        all.addAll(arguments);
        return PackagedKontor.command(all);
    }
}
