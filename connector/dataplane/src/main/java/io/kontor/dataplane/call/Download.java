package io.kontor.dataplane.call;

import io.kontor.dataplane.call.RequestedRange.ByteRange;
import io.kontor.dataplane.source.SourceObject;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.Permit;
import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.content.KeyDestroyedException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One download from its reservation to the end of its resume window: one unit, one receipt of its end, whatever ranges and resumptions it
 * takes, within 1.2 times its size (DPL-13 to DPL-16). One stream runs at a time; a new one cuts the one before. Thread-safe.
 */
final class Download {

    /** Streams of one download at most. */
    static final int STREAMS_MAX = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Download.class);

    private final Permit permit;
    private final SourceObject object;
    private final Pin pin;
    private final IssuedReceipt reserved;
    private final ResultDigest inOrderOfLeaving;
    private final Coverage coverage = new Coverage();
    private long sent;
    private boolean straight = true;
    private int streams;
    private @Nullable Runnable cutter;
    private long idleSince;
    private @Nullable CompletionStage<IssuedReceipt> end;
    private volatile @Nullable IssuedReceipt endReceipt;
    private boolean closed;

    Download(Permit permit, SourceObject object, Pin pin, IssuedReceipt reserved) {
        this.permit = permit;
        this.object = object;
        this.pin = pin;
        this.reserved = reserved;
        this.inOrderOfLeaving = permit.digest();
    }

    Permit permit() {
        return permit;
    }

    String callId() {
        return permit.call().callId();
    }

    SourceObject object() {
        return object;
    }

    Pin pin() {
        return pin;
    }

    IssuedReceipt reserved() {
        return reserved;
    }

    /** The newest receipt of the call. */
    IssuedReceipt receipt() {
        IssuedReceipt last = endReceipt;
        return last == null ? reserved : last;
    }

    /** Bytes that may still leave: 1.2 times the size in all. */
    synchronized long left() {
        return pin.summary().size() + pin.summary().size() / 5 - sent;
    }

    /** Bytes that have left, repeated ones included. */
    synchronized long sent() {
        return sent;
    }

    /**
     * Begins a stream and cuts the one before.
     *
     * @param cut ends the new stream
     * @return its number; empty when no more may begin
     */
    Optional<Integer> begin(Runnable cut) {
        Runnable before;
        int number;
        synchronized (this) {
            if (closed || streams == STREAMS_MAX) {
                return Optional.empty();
            }
            before = cutter;
            cutter = cut;
            number = ++streams;
        }
        if (before != null) {
            before.run();
        }
        return Optional.of(number);
    }

    /**
     * Counts bytes that are about to leave. With the last byte that had not left yet the receipt of the end is written first. May block.
     *
     * @return completes with true once they may leave, with false when they may not
     */
    CompletionStage<Boolean> leaves(int stream, ByteRange range, byte[] bytes) {
        CompletableFuture<IssuedReceipt> mine = new CompletableFuture<>();
        synchronized (this) {
            if (closed || stream != streams || range.length() > left()) {
                return CompletableFuture.completedFuture(false);
            }
            straight &= range.from() == sent;
            sent += range.length();
            coverage.add(range.from(), range.to());
            if (end != null) {
                return end.thenApply(Download::released);
            }
            inOrderOfLeaving.update(bytes, 0, bytes.length);
            if (!coverage.covers(pin.summary().size())) {
                return CompletableFuture.completedFuture(true);
            }
            end = mine;
        }
        finish().whenComplete((receipt, failure) -> {
            if (failure == null) {
                endReceipt = receipt;
                mine.complete(receipt);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine.thenApply(Download::released);
    }

    private static boolean released(IssuedReceipt end) {
        return end.receipt().kind() == LeafKind.RELEASED;
    }

    /** The digest is over the object in its order: another order of leaving needs another pass. */
    private CompletionStage<IssuedReceipt> finish() {
        try {
            return permit.finished(delivery(), straight ? inOrderOfLeaving : digestOfObject());
        } catch (IOException | KeyDestroyedException e) {
            LOG.warn("Cannot digest object of call {}", callId(), e);
            return permit.aborted(left(sent()), inOrderOfLeaving);
        }
    }

    /** What had left of a download that did not come to its end. */
    private static Delivery left(long bytes) {
        return bytes == 0 ? Delivery.NOTHING : new Delivery(Delivery.Hit.NONE, 0, 0, 0, bytes, 0);
    }

    private Delivery delivery() {
        Pin.PinSummary summary = pin.summary();
        long usage = Math.multiplyExact(summary.items(), summary.records());
        return new Delivery(Delivery.Hit.HIT, summary.items(), summary.records(), usage, summary.size(), 0);
    }

    private ResultDigest digestOfObject() throws IOException {
        ResultDigest digest = permit.digest();
        try (PinReader reader = pin.reader(new ByteRange(0, pin.summary().size()))) {
            for (byte[] piece = reader.read(); piece.length > 0; piece = reader.read()) {
                digest.update(piece, 0, piece.length);
            }
        }
        return digest;
    }

    /** A stream ended; its resume window begins unless a newer stream runs. */
    synchronized void idle(int stream, long now) {
        if (stream == streams) {
            cutter = null;
            idleSince = now;
        }
    }

    /** Whether no stream has run for so long. */
    synchronized boolean idleFor(long ms, long now) {
        return cutter == null && now - idleSince >= ms;
    }

    /** Whether everything has left, and no stream runs. */
    synchronized boolean done() {
        return cutter == null && endReceipt != null;
    }

    /**
     * Ends it: the stream is cut and the copy deleted. What had not left in full is ABORTED, and the unit is given back when nothing had.
     *
     * @return the receipt of the end; empty when it was closed before
     */
    Optional<CompletionStage<IssuedReceipt>> close() {
        Runnable running;
        CompletionStage<IssuedReceipt> last;
        synchronized (this) {
            if (closed) {
                return Optional.empty();
            }
            closed = true;
            running = cutter;
            cutter = null;
            if (end == null) {
                end = permit.aborted(left(sent), inOrderOfLeaving);
            }
            last = end;
        }
        if (running != null) {
            running.run();
        }
        pin.close();
        return Optional.of(last);
    }
}
