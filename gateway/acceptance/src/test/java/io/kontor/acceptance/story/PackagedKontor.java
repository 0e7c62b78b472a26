package io.kontor.acceptance.story;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged {@code kontor} command as its user runs it. */
final class PackagedKontor {

    private static final int MINUTES_MAX = 8;

    private PackagedKontor() {}

    /** Runs it to its end, its output in a file; answers its exit code. */
    static int run(Path output, String... arguments) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("kontor.root"));
        Path target = home.resolve("gateway/cli/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dkontor.home=" + home,
                "-cp",
                target.resolve("kontor-cli.jar") + ":" + target.resolve("lib") + "/*",
                "io.kontor.cli.KontorCommand"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroy();
            process.waitFor(1, TimeUnit.MINUTES);
        }
        return process.exitValue();
    }
}
