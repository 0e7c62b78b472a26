package io.kontor.simulation.mutation;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Breaks the product line by line and plays seeds on each broken one until one fails: {@code ROOT SEEDS [words of a mutation's name]}. Prints
 * a line for each; exit code 1 when something broken was not seen. Takes a JDK.
 */
public final class BreakOnPurpose {

    private BreakOnPurpose() {}

    /** Runs and ends the process. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]);
        String seeds = arguments[1];
        String words = arguments.length > 2 ? arguments[2] : "";
        int unseen = 0;
        for (SourceMutation mutation : SourceMutations.ALL) {
            if (mutation.name().contains(words)) {
                String found = play(mutation, root, seeds);
                unseen += found.contains(" FAILED: ") ? 0 : 1;
                System.out.println("| " + mutation.name() + " | " + found + " |");
            }
        }
        System.exit(unseen == 0 ? 0 : 1);
    }

    private static String play(SourceMutation mutation, Path root, String seeds)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("kontor-broken");
        try {
            Path classes = Files.createDirectory(folder.resolve("classes"));
            compile(mutation.write(root, folder), classes);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx700m",
                            "-cp",
                            classes + File.pathSeparator + System.getProperty("java.class.path"),
                            "io.kontor.simulation.SimulationMain",
                            "--until-failure",
                            "--seeds",
                            seeds)
                    .redirectErrorStream(true)
                    .start();
            String output;
            try (InputStream out = process.getInputStream()) {
                output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            }
            process.waitFor();
            return output.lines()
                    .filter(line -> line.contains("FAILED"))
                    .findFirst()
                    .orElse("not seen: "
                            + output.lines().reduce((first, last) -> last).orElse("no output"));
        } finally {
            delete(folder);
        }
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString()));
            options.addAll(List.of("-classpath", System.getProperty("java.class.path")));
            boolean compiled = compiler.getTask(
                            null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("Cannot break: " + sources + " do not compile");
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
