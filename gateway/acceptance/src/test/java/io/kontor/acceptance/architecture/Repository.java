package io.kontor.acceptance.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of this repository, as the rules see them. */
final class Repository {

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".kontor", ".idea", ".vscode", "node_modules");

    private Repository() {}

    /** The folder that holds the parent pom. */
    static Path root() {
        return Path.of(System.getProperty("kontor.root", "../.."))
                .toAbsolutePath()
                .normalize();
    }

    /** The folders of all modules, in the order of the parent pom. */
    static List<Path> modules() {
        return text(root().resolve("pom.xml"))
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("<module>"))
                .map(line -> root().resolve(line.replaceAll("</?module>", "")))
                .toList();
    }

    /** The compiled main classes of all modules. */
    static List<Path> classFolders() {
        String name = System.getProperty("kontor.classes", "classes");
        return modules().stream()
                .map(module -> module.resolve("target").resolve(name))
                .filter(Files::isDirectory)
                .toList();
    }

    /** All files but what the build makes. */
    static List<Path> files() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(Repository::isOurs)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All Java files below a folder of that name: {@code src/main}, {@code src/test}. */
    static List<Path> javaFiles(String below) {
        return files().stream()
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> relative(file).contains("/" + below + "/"))
                .toList();
    }

    /** The path from the root, with slashes. */
    static String relative(Path file) {
        return root().relativize(file).toString().replace('\\', '/');
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static boolean isOurs(Path file) {
        for (Path part : root().relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
