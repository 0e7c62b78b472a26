package io.kontor.devpeer.ledger;

import io.kontor.devpeer.config.StartFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder of a ledger, held by one process at a time. */
final class DataFolder implements Closeable {
    private static final String LOCK_FILE = "ledger.lock";

    private final Path path;
    private final FileChannel lockChannel;

    private DataFolder(final Path path, final FileChannel lockChannel) {
        this.path = path;
        this.lockChannel = lockChannel;
    }

    /** Makes the folder where it does not exist, and locks it. */
    static DataFolder open(final Path path) throws StartFailure {
        try {
            Files.createDirectories(path);
            final FileChannel channel =
                    FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StartFailure("Cannot open ledger folder " + path
                        + ": another process holds it; stop that dev peer or set another data.dir");
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new StartFailure(
                    "Cannot open ledger folder " + path + ": it cannot be written (" + e.getMessage()
                            + "); make it writable or set another data.dir",
                    e);
        }
    }

    Path path() {
        return path;
    }

    private static boolean locked(final FileChannel channel) throws IOException {
        try {
            final FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        lockChannel.close();
    }
}
