package io.kontor.devpeer.ledger;

import io.kontor.devpeer.config.DevPeerConfig;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts transactions in order, cuts blocks and commits them, on one thread. A block is cut when its first transaction is
 * as old as the interval, or at once when it is full. After a failed write it takes nothing more.
 */
public final class Orderer implements Closeable {
    private static final System.Logger LOG = System.getLogger(Orderer.class.getName());
    private static final int QUEUE = 10_000;
    /** Envelopes of one block, in bytes; keeps blocks below the 4 MB that clients take by default. */
    private static final int BLOCK_BYTES = 2 * 1024 * 1024;

    private static final long IDLE_MILLIS = 200;
    private static final long STOP_MILLIS = 10_000;

    private final Ledger ledger;
    private final DevPeerConfig.Blocks cutting;
    private final BlockingQueue<ReceivedTransaction> queue = new LinkedBlockingQueue<>(QUEUE);
    private final Thread thread;
    private @Nullable ReceivedTransaction heldBack;
    private volatile @Nullable String failure;
    private volatile boolean closing;

    public Orderer(final Ledger ledger, final DevPeerConfig.Blocks cutting) {
        this.ledger = ledger;
        this.cutting = cutting;
        this.thread = new Thread(this::run, "orderer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a transaction into a coming block. Nothing is on disk yet when this returns. */
    public void submit(final ReceivedTransaction transaction) throws LedgerUnavailable {
        final String reason = failure;
        if (reason != null) {
            throw new LedgerUnavailable("the ledger has stopped: " + reason + "; restart the dev peer");
        }
        if (closing) {
            throw new LedgerUnavailable("the ledger is stopping");
        }
        if (!queue.offer(transaction)) {
            throw new LedgerUnavailable(QUEUE + " transactions wait for a block already; try again later");
        }
    }

    /** Commits what it is committing and ends. The thread is never interrupted: that would close the block file. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                final List<ReceivedTransaction> block = cut();
                if (!block.isEmpty()) {
                    ledger.commit(block);
                }
            }
        } catch (IOException | RuntimeException | InterruptedException e) {
            failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            LOG.log(System.Logger.Level.ERROR, "The ledger has stopped: " + failure, e);
        } finally {
            if (!closing && failure == null) {
                failure = "its thread has ended";
            }
        }
    }

    /** The next block; empty when nothing came for a while. */
    private List<ReceivedTransaction> cut() throws InterruptedException {
        final List<ReceivedTransaction> block = new ArrayList<>();
        ReceivedTransaction next = heldBack == null ? queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS) : heldBack;
        heldBack = null;
        final long end = System.nanoTime() + cutting.interval().toNanos();
        long bytes = 0;
        while (next != null) {
            bytes += next.envelope().size();
            if (!block.isEmpty() && bytes > BLOCK_BYTES) {
                heldBack = next;
                return block;
            }
            block.add(next);
            next = block.size() >= cutting.maxTransactions()
                    ? null
                    : queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return block;
    }
}
