package io.kontor.usage.receiptlog;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.ChunkStore;
import io.kontor.model.merkle.GrowingSubtrees;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleTree;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafPosition;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.rejection.MalformedException;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.Journal;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalDamagedException;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.journal.OldSegment;
import io.kontor.usage.journal.RecordPosition;
import io.kontor.usage.journal.RecordSink;
import io.kontor.usage.journal.RecordVisitor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * Leaves and local records in one journal, with the tree over the leaves. Recovery rebuilds the tree from the leaves and trusts nothing
 * else. Readers see durable leaves only.
 */
public final class LogStore implements AutoCloseable {

    private final String logId;
    private final HashFunction hash;
    private final MerkleHasher hasher;
    private final InstantSource clock;
    private final GrowingSubtrees subtrees;
    private final MerkleTree tree;
    private final LeafPositions positions;
    private final AtomicLong durableSize = new AtomicLong();
    private final AtomicLong syncedSize = new AtomicLong();
    private final Durability durability;
    private final Journal journal;
    private long size;
    private long lastTime;
    private volatile long epoch;

    /**
     * Opens the log.
     *
     * @param files folder of the journal
     * @param config how the journal runs
     * @param identity which log it is
     * @param observer sees what it holds
     */
    public LogStore(JournalFiles files, JournalConfig config, LogIdentity identity, LogObserver observer) {
        this.logId = identity.logId();
        this.hash = identity.hash();
        this.hasher = new MerkleHasher(hash);
        this.clock = identity.clock();
        ChunkStore chunks = files.chunks();
        this.subtrees = new GrowingSubtrees(hash, chunks);
        this.positions = new LeafPositions(chunks);
        this.tree = new MerkleTree(hash, subtrees);
        this.durability = config.durability();
        this.journal = Journal.open(files, config, new Recoverer(observer));
        durableSize.set(size);
        syncedSize.set(size);
    }

    /** Rebuilds the tree from leaves and, where they are retired, from their hashes. */
    private final class Recoverer implements RecordVisitor {

        private final LogObserver observer;

        Recoverer(LogObserver observer) {
            this.observer = observer;
        }

        @Override
        public void visit(int type, byte[] payload, RecordPosition at) {
            try {
                recover(observer, type, payload, at);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new JournalDamagedException(
                        "Cannot open log " + logId + ": record of type " + type + " at " + at + ": " + e.getMessage(),
                        e);
            }
        }

        @Override
        public boolean mayLackWrites(String bootId, Durability now) {
            return observer.mayLackWrites(bootId, now);
        }

        @Override
        public void retired(int type, Digest32 digest, RecordPosition at) {
            if (type == LocalRecord.LEAF) {
                adopt(new Entry(digest, at));
            }
        }
    }

    private void recover(LogObserver observer, int type, byte[] payload, RecordPosition at) {
        if (type != LocalRecord.LEAF) {
            LocalRecord local = LocalRecord.ofNumber(type)
                    .orElseThrow(() -> new MalformedException("Cannot read record: its type is unknown"));
            observer.local(local, payload);
            return;
        }
        LogLeaf leaf = LeafCodec.decode(payload);
        if (leaf.index() != size || !leaf.logId().equals(logId)) {
            throw new MalformedException("Cannot read leaf " + size + ": it names log " + leaf.logId() + " and index "
                    + leaf.index() + ", must name log " + logId + " and index " + size);
        }
        adopt(new Entry(hasher.leaf(payload), at));
        lastTime = leaf.time();
        epoch = leaf.epoch();
        observer.leaf(leaf);
    }

    private void adopt(Entry entry) {
        subtrees.append(entry.hash);
        positions.add(entry.at);
        size++;
    }

    /** Epoch under which leaves are written from now on. */
    public void setEpoch(long newEpoch) {
        epoch = newEpoch;
    }

    /** Runs a draft in order with all others; completes once what it wrote is durable. */
    public <T> CompletableFuture<T> sequence(LogDraft<T> draft) {
        return journal.append(sink -> run(draft, sink)).thenApply(done -> {
            durableSize.accumulateAndGet(done.size, Math::max);
            if (done.synced) {
                syncedSize.accumulateAndGet(done.size, Math::max);
            }
            return done.result;
        });
    }

    private <T> Done<T> run(LogDraft<T> draft, RecordSink records) {
        Sink sink = new Sink(records);
        T result = draft.write(sink);
        sink.entries.forEach(this::adopt);
        lastTime = sink.time;
        return new Done<>(result, size, sink.forced || durability == Durability.DISK);
    }

    /** Durable leaves. */
    public long size() {
        return durableSize.get();
    }

    /** Leaves that a machine keeps when it stops: in the class OS those before the last record that is synced whatever the class. */
    public long syncedSize() {
        return syncedSize.get();
    }

    /** Head of the first leaves. */
    public TreeHead head(long treeSize) {
        return tree.head(treeSize);
    }

    /** The tree; ask it only for sizes up to {@link #size()}. */
    public MerkleTree tree() {
        return tree;
    }

    /** Exact bytes of a durable leaf. */
    public byte[] leaf(long index) {
        return find(index)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Cannot read leaf " + index + " of log " + logId + ": its segment is retired"));
    }

    /** Exact bytes of a durable leaf; empty once its segment is retired (JNL-14). */
    public Optional<byte[]> find(long index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("Cannot read leaf " + index + ": the log has " + size());
        }
        return journal.find(positions.get(index));
    }

    /** The oldest segment that may be retired. */
    public Optional<OldSegment> oldest() {
        return journal.oldest();
    }

    /** Retires the oldest segment; see {@link Journal#retire}. */
    public void retire(OldSegment segment, IntPredicate kept) {
        journal.retire(segment, kept);
    }

    /** Number of retired segments. */
    public long retired() {
        return journal.retired();
    }

    /** Hash of a durable leaf. */
    public Digest32 leafHash(long index) {
        return subtrees.hash(0, index);
    }

    /** Identifier of the log. */
    public String logId() {
        return logId;
    }

    /** Hash function of the tree. */
    public HashFunction hash() {
        return hash;
    }

    /** Present epoch. */
    public long epoch() {
        return epoch;
    }

    /** Batches that were synced to the disk since the start. */
    public long syncs() {
        return journal.syncs();
    }

    /** Whether nothing can be written any more. */
    public boolean ended() {
        return journal.ended();
    }

    @Override
    public void close() {
        journal.close();
    }

    private record Done<T>(T result, long size, boolean synced) {}

    private record Entry(Digest32 hash, RecordPosition at) {}

    private final class Sink implements LogSink {

        private final RecordSink records;
        private final List<Entry> entries = new ArrayList<>(1);
        private final long time = Math.max(lastTime, clock.millis());
        private boolean forced;

        Sink(RecordSink records) {
            this.records = records;
        }

        @Override
        public <L extends LogLeaf> WrittenLeaf<L> leaf(Function<LeafPosition, L> maker) {
            L leaf = maker.apply(new LeafPosition(logId, epoch, size + entries.size(), time));
            byte[] bytes = LeafCodec.encode(leaf);
            Digest32 leafHash = hasher.leaf(bytes);
            entries.add(new Entry(leafHash, records.add(LocalRecord.LEAF, bytes, leafHash)));
            return new WrittenLeaf<>(leaf, bytes);
        }

        @Override
        public void local(LocalRecord type, byte[] payload) {
            records.add(type.number(), payload);
            if (type.forced()) {
                forced = true;
                records.force();
            }
        }

        @Override
        public long time() {
            return time;
        }

        @Override
        public TreeHead head() {
            return tree.head(size);
        }
    }
}
