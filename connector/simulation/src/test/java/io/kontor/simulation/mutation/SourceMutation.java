package io.kontor.simulation.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of production sources that break a promise.
 *
 * @param name what is broken, in words
 * @param changes where
 */
record SourceMutation(String name, List<Change> changes) {

    /**
     * One change.
     *
     * @param file source, from the root of the project
     * @param from text that stands there once
     * @param to what stands there instead
     */
    record Change(String file, String from, String to) {}

    /** Writes the changed sources into a folder. */
    List<Path> write(Path root, Path folder) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Change change : changes) {
            Path target = folder.resolve(Path.of(change.file()).getFileName().toString());
            String text = Files.readString(Files.exists(target) ? target : root.resolve(change.file()));
            int at = text.indexOf(change.from());
            if (at < 0 || text.indexOf(change.from(), at + 1) >= 0) {
                throw new IllegalStateException("Cannot break '" + name + "': " + change.file()
                        + " must hold this text exactly once: " + change.from());
            }
            Files.writeString(target, text.replace(change.from(), change.to()));
            if (!written.contains(target)) {
                written.add(target);
            }
        }
        return written;
    }
}
