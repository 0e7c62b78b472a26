package io.kontor.usage.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * An append-only journal with one sequencer: it takes whatever is queued, writes it as one batch, syncs once and completes all. Appends
 * may come from any thread. A write or sync that fails ends the journal for good (JNL-6).
 */
public final class Journal implements AutoCloseable {

    private static final int MAX_DRAFTS = 1024;
    /** A wake that its executor lost costs no more. */
    private static final long LONGEST_SLEEP_NS = 50_000_000;

    private final JournalFiles files;
    private final JournalConfig config;
    private final BlockingQueue<Pending<?>> queue;
    private final Segments segments;
    private final NextSegment next;
    private final Batch batch;
    private final Chain chain;
    private final Syncs disk = new Syncs();
    private final Optional<WriteBack> writeBack;
    private final Optional<Thread> sequencer;
    private final AtomicLong syncs = new AtomicLong();
    private final AtomicBoolean waking = new AtomicBoolean();
    private long nextBatch;
    private int end;
    private volatile @Nullable JournalEndedException ended;
    private volatile boolean closing;
    private volatile boolean asleep;

    private Journal(JournalFiles files, JournalConfig config, Recovery recovery) {
        this.files = files;
        this.config = config;
        this.queue = new ArrayBlockingQueue<>(config.queue());
        this.segments = new Segments(recovery.retired(), recovery.segments());
        this.next = new NextSegment(files, config.segmentBytes());
        this.chain = recovery.chain();
        this.batch = new Batch(config.hash(), chain);
        this.nextBatch = recovery.nextBatch();
        this.end = recovery.end();
        this.writeBack = config.durability() == Durability.OS && config.steps().isEmpty()
                ? Optional.of(new WriteBack(disk, this::endBehind))
                : Optional.empty();
        this.sequencer = config.steps().isPresent()
                ? Optional.empty()
                : Optional.of(new Thread(this::sequence, "kontor-journal"));
    }

    /**
     * Opens a journal, showing every durable record again, and starts its sequencer.
     *
     * @param files its folder; closed with the journal, and when opening fails
     * @param config how it runs
     * @param visitor sees the records in order
     * @throws JournalDamagedException when it cannot be used
     */
    public static Journal open(JournalFiles files, JournalConfig config, RecordVisitor visitor) {
        Recovery recovery = new Recovery(files, config.hash(), Recovery.Tail.CUT, config.durability(), visitor);
        try {
            recovery.run();
            Journal journal = new Journal(files, config, recovery);
            if (journal.segments.isEmpty()) {
                journal.roll();
            }
            journal.sequencer.ifPresent(thread -> {
                thread.setDaemon(true);
                thread.start();
            });
            return journal;
        } catch (IOException e) {
            Segments.closeAll(recovery.segments(), files);
            throw new JournalDamagedException("Cannot open journal " + files.name() + ": " + e, e);
        } catch (RuntimeException e) {
            Segments.closeAll(recovery.segments(), files);
            throw e;
        }
    }

    /**
     * Appends what a draft makes.
     *
     * @return completes on the callback executor once durable, or exceptionally with a {@link JournalException} or what the draft threw
     */
    public <T> CompletableFuture<T> append(RecordDraft<T> draft) {
        Pending<T> pending = new Pending<>(draft);
        JournalEndedException end = ended;
        if (end != null || closing) {
            pending.future.completeExceptionally(
                    end != null
                            ? end
                            : new JournalEndedException("Cannot journal record: the journal is closing", null));
        } else if (!queue.offer(pending)) {
            pending.future.completeExceptionally(new JournalBusyException(
                    "Cannot journal record: " + config.queue() + " records wait already", null));
        } else if (ended != null) {
            failQueued();
        } else {
            config.steps().ifPresentOrElse(steps -> steps.execute(this::step), this::wakeOnce);
        }
        return pending.future;
    }

    /** One wake serves all who append until it runs. */
    private void wakeOnce() {
        if (asleep && waking.compareAndSet(false, true)) {
            config.wakes().execute(this::wake);
        }
    }

    private void wake() {
        waking.set(false);
        sequencer.ifPresent(LockSupport::unpark);
    }

    /** Reads the payload of a durable record. */
    public byte[] read(RecordPosition position) {
        return find(position)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot read journal " + files.name() + " at " + position + ": the segment is retired"));
    }

    /** Reads the payload of a durable record, unless its segment is retired. */
    public Optional<byte[]> find(RecordPosition position) {
        try {
            return segments.read(position);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read journal " + files.name() + " at " + position, e);
        }
    }

    /** The oldest segment that is not retired; empty when it is the one being written. */
    public Optional<OldSegment> oldest() {
        Optional<SegmentFile> oldest = segments.oldest();
        try {
            return oldest.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OldSegment.read(
                            files.name(),
                            oldest.get().number(),
                            oldest.get().file().content()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read journal " + files.name(), e);
        }
    }

    /** Number of retired segments. */
    public long retired() {
        return segments.first() - 1;
    }

    /**
     * Retires the oldest segment: its file is replaced by one that holds digests, and the payloads that are kept (JNL-16, JNL-17). Blocks.
     * MUST be called by one thread at a time. What fails changes nothing that counts and may be tried again.
     *
     * @param segment {@link #oldest()}
     * @param kept whether the record of an ordinal keeps its payload
     */
    public void retire(OldSegment segment, IntPredicate kept) {
        try {
            new Retirement(files, config.hash(), segments).retire(segment, kept);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot retire segment " + segment.number() + " of journal " + files.name(), e);
        }
    }

    /** Batches that were synced to the disk since the start. */
    public long syncs() {
        return syncs.get();
    }

    /** Whether nothing can be appended any more. */
    public boolean ended() {
        return ended != null || closing;
    }

    /** Writes what is queued, then ends. */
    @Override
    public void close() {
        closing = true;
        sequencer.ifPresentOrElse(this::finish, this::step);
        if (ended == null) {
            ended = new JournalEndedException("Cannot journal record: the journal is closed", null);
        }
        failQueued();
        writeBack.ifPresent(WriteBack::close);
        try {
            next.discard();
            segments.closeAll();
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close journal " + files.name(), e);
        }
    }

    private void finish(Thread thread) {
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what is queued; on the executor of the configuration. */
    private void step() {
        List<Pending<?>> drafts = new ArrayList<>();
        queue.drainTo(drafts);
        commit(drafts);
    }

    private void sequence() {
        List<Pending<?>> drafts = new ArrayList<>();
        while (ended == null) {
            drafts.clear();
            if (!await(drafts)) {
                return;
            }
            commit(drafts);
        }
    }

    private boolean await(List<Pending<?>> drafts) {
        queue.drainTo(drafts, MAX_DRAFTS);
        while (drafts.isEmpty()) {
            if (closing) {
                return false;
            }
            asleep = true;
            if (queue.isEmpty() && !closing) {
                LockSupport.parkNanos(this, LONGEST_SLEEP_NS);
            }
            asleep = false;
            queue.drainTo(drafts, MAX_DRAFTS);
        }
        return true;
    }

    private void commit(List<Pending<?>> drafts) {
        int from = 0;
        while (from < drafts.size()) {
            from = commitFrom(drafts, from);
        }
    }

    /** One batch: as many drafts as fit. Returns the first draft that did not. */
    private int commitFrom(List<Pending<?>> drafts, int from) {
        JournalEndedException failure = ended;
        if (failure != null) {
            complete(List.copyOf(drafts.subList(from, drafts.size())), failure);
            return drafts.size();
        }
        if (end + Batch.MAX_BYTES > config.segmentBytes() && !rolled(drafts.subList(from, drafts.size()))) {
            return drafts.size();
        }
        SegmentFile current = segments.last();
        batch.begin(current.number(), end);
        int to = from;
        while (to < drafts.size() && !batch.full()) {
            drafts.get(to).draw(batch);
            to++;
        }
        List<Pending<?>> written = List.copyOf(drafts.subList(from, to));
        try {
            persist(current.file());
        } catch (IOException | RuntimeException e) {
            end(e, written, drafts.subList(to, drafts.size()));
            return drafts.size();
        }
        complete(written, null);
        return to;
    }

    private void persist(JournalFile file) throws IOException {
        if (batch.empty()) {
            return;
        }
        ByteBuffer bytes = batch.seal(nextBatch);
        int length = bytes.remaining();
        file.write(bytes, end);
        if (config.durability() == Durability.DISK || batch.forced()) {
            disk.sync(file);
            writeBack.ifPresent(WriteBack::synced);
            syncs.incrementAndGet();
        } else {
            writeBack.ifPresent(behind -> behind.wrote(file, length));
        }
        end += length;
        nextBatch++;
        if (sequencer.isPresent() && end > config.segmentBytes() / 2) {
            next.prepare(segments.next());
        }
    }

    /** Goes on in a new segment, or fails what waits: for good when the last segment cannot be synced, else until there is room. */
    private boolean rolled(List<Pending<?>> waiting) {
        try {
            if (config.durability() == Durability.OS) {
                // Nothing of the next segment may be on the disk before all of this one is.
                disk.sync(segments.last().file());
                writeBack.ifPresent(WriteBack::synced);
            }
        } catch (IOException e) {
            end(e, List.of(), waiting);
            return false;
        }
        try {
            roll();
            return true;
        } catch (IOException e) {
            String reason = "Cannot make segment in journal " + files.name() + ": " + e.getMessage();
            complete(waiting, new JournalBusyException(reason, e));
            return false;
        }
    }

    private void roll() throws IOException {
        long number = segments.next();
        JournalFile file = next.take(number);
        try {
            file.write(new SegmentHeader(number, nextBatch, chain.value()).encode(SegmentHeader.Form.WHOLE), 0);
            file.force();
        } catch (IOException e) {
            file.close();
            files.remove(number);
            throw e;
        }
        segments.add(new SegmentFile(number, file));
        end = SegmentHeader.BYTES;
        segments.restFull();
    }

    private void end(Exception cause, List<Pending<?>> written, List<Pending<?>> waiting) {
        JournalEndedException failure = failed(cause);
        ended = failure;
        complete(written, failure);
        complete(List.copyOf(waiting), failure);
        failQueued();
    }

    private JournalEndedException failed(Exception cause) {
        return new JournalEndedException(
                "Cannot journal record: " + files.name() + " failed and has ended: " + cause.getMessage(), cause);
    }

    /** A sync behind the sequencer failed; a batch that it is at may still be answered, as one that came before. */
    private void endBehind(IOException cause) {
        ended = failed(cause);
        failQueued();
    }

    private void failQueued() {
        JournalEndedException failure = ended;
        List<Pending<?>> rest = new ArrayList<>();
        queue.drainTo(rest);
        if (failure != null) {
            complete(rest, failure);
        }
    }

    private void complete(List<Pending<?>> drafts, @Nullable JournalException failure) {
        if (!drafts.isEmpty()) {
            List<Pending<?>> done = List.copyOf(drafts);
            Runnable task = () -> done.forEach(pending -> pending.complete(failure));
            try {
                config.callbacks().execute(task);
            } catch (RejectedExecutionException e) {
                task.run();
            }
        }
    }
}
