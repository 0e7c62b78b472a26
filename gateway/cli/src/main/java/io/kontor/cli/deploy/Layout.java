package io.kontor.cli.deploy;

import io.kontor.cli.process.FileFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Folders of a local deployment, all under one.
 *
 * @param root the one folder
 */
public record Layout(Path root) {

    public Layout {
        root = root.toAbsolutePath().normalize();
    }

    /** Logs and process-id files. */
    public Path run() {
        return root.resolve("run");
    }

    /** Configuration files of the processes. */
    public Path config() {
        return root.resolve("config");
    }

    /** Keys and certificates. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** Data of one process. */
    public Path data(String process) {
        return root.resolve("data").resolve(process);
    }

    /** Files that the demonstration hands out: evidence bundles, trust file, downloads. */
    public Path out() {
        return root.resolve("out");
    }

    /** The trust file. */
    public Path trustFile() {
        return out().resolve("trust.json");
    }

    /** Makes a folder of this deployment. */
    public void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Forgets the data of an earlier run; keys stay. The folder must be locked. */
    public void forget() throws IOException {
        for (Path folder : new Path[] {root.resolve("data"), run(), config(), out()}) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(folder);
        }
    }

    /**
     * Makes the folders and takes the lock of the deployment, so that no other uses the folder.
     *
     * @return the lock; keep it while the deployment runs
     * @throws IOException when the folder cannot be written or is in use
     */
    public FileLock open() throws IOException {
        try {
            for (Path folder : new Path[] {run(), config(), keys(), out(), root.resolve("data")}) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new IOException(
                    "Cannot write to folder " + root + ": " + FileFailure.said(e) + "; choose another with --dir", e);
        }
        @SuppressWarnings("resource") // stays open with the lock, until the process ends
        RandomAccessFile file = new RandomAccessFile(root.resolve("lock").toFile(), "rw");
        FileLock lock = file.getChannel().tryLock();
        if (lock == null) {
            file.close();
            throw new IOException(
                    "Cannot use folder " + root + ": another kontor runs in it; choose another with --dir");
        }
        return lock;
    }
}
