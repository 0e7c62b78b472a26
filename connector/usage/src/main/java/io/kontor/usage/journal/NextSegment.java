package io.kontor.usage.journal;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes the next segment while the present one fills, so that no record waits for its zeros to be on the disk, and piece by piece, so that
 * no call waits for the processor meanwhile. A file that is not taken is
 * a segment that was never used (JNL-1): closing removes it, and so does the next start. The sequencer's thread only.
 */
final class NextSegment {

    /** After each piece, which takes some tenths of a millisecond to write. */
    private static final long PAUSE_NS = 500_000;

    private final JournalFiles files;
    private final int bytes;
    private @Nullable FutureTask<JournalFile> making;
    private volatile boolean awaited;
    private long number;

    NextSegment(JournalFiles files, int bytes) {
        this.files = files;
        this.bytes = bytes;
    }

    /** Begins to make a segment, once. */
    void prepare(long segment) {
        if (making != null) {
            return;
        }
        awaited = false;
        FutureTask<JournalFile> task = new FutureTask<>(() -> files.prepare(segment, bytes, this::pause));
        Thread thread = new Thread(task, "kontor-journal-segment");
        thread.setDaemon(true);
        number = segment;
        making = task;
        thread.start();
    }

    private void pause() {
        if (!awaited) {
            LockSupport.parkNanos(this, PAUSE_NS);
        }
    }

    /** The segment, made now if it was not begun; a failure is forgotten, the next try makes it anew. */
    JournalFile take(long segment) throws IOException {
        FutureTask<JournalFile> task = making;
        making = null;
        return task == null ? files.create(segment, bytes) : result(task);
    }

    /** Removes what was made and not taken. */
    void discard() throws IOException {
        FutureTask<JournalFile> task = making;
        making = null;
        if (task != null && made(task)) {
            files.remove(number);
        }
    }

    /** Closes what was made; what could not be made left nothing. */
    private boolean made(FutureTask<JournalFile> task) throws IOException {
        JournalFile file;
        try {
            file = result(task);
        } catch (IOException e) {
            return false;
        }
        file.close();
        return true;
    }

    /** Writing zeros ends by itself, also on a full disk. */
    private JournalFile result(FutureTask<JournalFile> task) throws IOException {
        awaited = true;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
