package io.kontor.usage.engine;

import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.MalformedException;
import io.kontor.usage.receiptlog.HeadSigner;
import io.kontor.usage.receiptlog.HeadView;
import io.kontor.usage.receiptlog.LogQueries;
import io.kontor.usage.receiptlog.LogStore;
import io.kontor.usage.receiptlog.LoggedLeaf;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Answers mirrors from the durable part of the log. A head is signed once per size. */
final class LogView implements LogQueries {

    private final LogStore log;
    private final HeadSigner signer;
    private final Anchorer anchorer;
    private final InstantSource clock;
    private final AtomicReference<@Nullable SignedTreeHead> newest = new AtomicReference<>();

    LogView(LogStore log, HeadSigner signer, Anchorer anchorer, InstantSource clock) {
        this.log = log;
        this.signer = signer;
        this.anchorer = anchorer;
        this.clock = clock;
    }

    @Override
    public HeadView head() {
        long size = log.size();
        SignedTreeHead head = newest.get();
        if (head == null || head.treeSize() != size || head.epoch() != log.epoch()) {
            head = signer.sign(log.head(size), log.epoch(), clock.millis());
            newest.set(head);
        }
        return new HeadView(head, anchorer.anchored());
    }

    @Override
    public List<LoggedLeaf> leaves(long from, int limit) {
        if (from < 0 || limit < 1 || limit > MAX_LEAVES) {
            throw new MalformedException("Cannot list leaves from " + from + " limit " + limit
                    + ": from must be at least 0, limit 1 to " + MAX_LEAVES);
        }
        long to = Math.min(log.size(), from + limit);
        List<LoggedLeaf> leaves = new ArrayList<>();
        for (long index = from; index < to; index++) {
            leaves.add(leaf(index));
        }
        return leaves;
    }

    LoggedLeaf leaf(long index) {
        byte[] bytes = log.leaf(index);
        return new LoggedLeaf(
                index, log.leafHash(index), bytes, LeafCodec.decode(bytes).concernedGrant());
    }

    @Override
    public InclusionProof inclusion(long index, long size) {
        requireDurable(size);
        return log.tree().inclusion(index, size);
    }

    @Override
    public ConsistencyProof consistency(long from, long to) {
        requireDurable(to);
        return log.tree().consistency(from, to);
    }

    private void requireDurable(long size) {
        if (size < 0 || size > log.size()) {
            throw new MalformedException("Cannot prove for tree size " + size + ": the log has " + log.size());
        }
    }
}
