package io.kontor.acceptance.story;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged {@code kontor} command as its user starts it. */
final class PackagedKontor {

    private static final int MINUTES_MAX = 8;

    private PackagedKontor() {}

    /** The command line with these arguments. */
    static List<String> command(List<String> arguments) {
        Path home = Path.of(System.getProperty("kontor.root"));
        Path target = home.resolve("gateway/cli/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Dkontor.home=" + home,
                "-cp",
                target.resolve("kontor-cli.jar") + ":" + target.resolve("lib") + "/*",
                "io.kontor.cli.KontorCommand"));
        command.addAll(arguments);
        return command;
    }

    /** Runs it to its end, or ends it after eight minutes; gives its exit code. */
    static int run(Path output, String... arguments) throws IOException, InterruptedException {
        return run(output, MINUTES_MAX, List.of(arguments));
    }

    /** Runs it to its end, or ends it after so many minutes; gives its exit code. */
    static int run(Path output, int minutes, List<String> arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.destroy();
            process.waitFor(1, TimeUnit.MINUTES);
        }
        return process.exitValue();
    }
}
