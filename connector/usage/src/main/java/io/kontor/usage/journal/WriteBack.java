package io.kontor.usage.journal;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * In the class OS: brings to the disk, behind the sequencer, what it has written, so that a sync for which calls wait (an anchor's, a full
 * segment's) finds at most a piece and what came meanwhile.
 */
final class WriteBack implements AutoCloseable {

    /** From one sync to the next. */
    static final int PIECE = 4 << 20;

    private final Syncs syncs;
    private final Consumer<IOException> failed;
    private final AtomicBoolean running = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(WriteBack::daemon);
    private int since;

    /**
     * Nothing yet.
     *
     * @param syncs syncs of the journal
     * @param failed told, on another thread, that a sync failed
     */
    WriteBack(Syncs syncs, Consumer<IOException> failed) {
        this.syncs = syncs;
        this.failed = failed;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "kontor-journal-disk");
        thread.setDaemon(true);
        return thread;
    }

    /** Bytes were written; the sequencer's thread only. */
    void wrote(JournalFile file, int bytes) {
        since += bytes;
        if (since >= PIECE && running.compareAndSet(false, true)) {
            since = 0;
            thread.execute(() -> sync(file));
        }
    }

    /** All that was written is on the disk; the sequencer's thread only. */
    void synced() {
        since = 0;
    }

    private void sync(JournalFile file) {
        try {
            syncs.sync(file);
        } catch (IOException e) {
            failed.accept(e);
        } finally {
            running.set(false);
        }
    }

    /** Waits for a sync under way, which ends by itself; interrupting it would close the segment. */
    @Override
    public void close() {
        thread.shutdown();
        boolean interrupted = false;
        boolean over = false;
        while (!over) {
            try {
                over = thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
