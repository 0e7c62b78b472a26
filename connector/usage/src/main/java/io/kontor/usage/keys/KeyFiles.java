package io.kontor.usage.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where sealed keys rest, each whole or absent; the seam at which tests make disks fail. */
public interface KeyFiles {

    /** A folder on disk, one file a key; made when the first is written. */
    static KeyFiles onDisk(Path folder) {
        return new OnDisk(folder);
    }

    /** What rests under a name. */
    Optional<byte[]> read(String name) throws IOException;

    /** Keeps it; durable when it returns. */
    void replace(String name, byte[] bytes) throws IOException;

    /** Overwrites and removes it; gone when it returns. */
    void destroy(String name) throws IOException;

    /**
     * Files {@code <name>.key} (JNL-9).
     *
     * @param folder where they are
     */
    record OnDisk(Path folder) implements KeyFiles {

        private Path file(String name) {
            return folder.resolve(name + ".key");
        }

        @Override
        public Optional<byte[]> read(String name) throws IOException {
            Path file = file(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        }

        @Override
        public void replace(String name, byte[] bytes) throws IOException {
            DurableFiles.replace(file(name), bytes);
        }

        @Override
        public void destroy(String name) throws IOException {
            DurableFiles.destroy(file(name));
        }

        @Override
        public String toString() {
            return folder.toString();
        }
    }
}
