package io.kontor.usage.engine;

import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.InclusionProof;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.MalformedException;
import io.kontor.usage.receiptlog.CallIndex;
import io.kontor.usage.receiptlog.HeadSigner;
import io.kontor.usage.receiptlog.HeadView;
import io.kontor.usage.receiptlog.LocatedReceipt;
import io.kontor.usage.receiptlog.LogQueries;
import io.kontor.usage.receiptlog.LogStore;
import io.kontor.usage.receiptlog.LoggedLeaf;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Answers mirrors from the durable part of the log. A head is signed once per size, and over synced leaves only: a machine that stopped must
 * not be found to have signed two histories.
 */
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
        long size = log.syncedSize();
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
        Optional<byte[]> bytes = log.find(index);
        return new LoggedLeaf(
                index,
                log.leafHash(index),
                bytes,
                bytes.flatMap(leaf -> LeafCodec.decode(leaf).concernedGrant()));
    }

    /** The receipt at an index, or the end of the call that it reserves, which a later session may ask for as well. */
    Optional<LocatedReceipt> receipt(long index, CallIndex calls) {
        if (index >= log.size()) {
            return Optional.empty();
        }
        LoggedLeaf first = leaf(index);
        return first.leaf().map(bytes -> located(newestOfCall(first, LeafCodec.decodeReceipt(bytes), calls)));
    }

    private LoggedLeaf newestOfCall(LoggedLeaf leaf, CallReceipt receipt, CallIndex calls) {
        OptionalLong newest = calls.find(receipt.callId());
        return receipt.kind() == LeafKind.RESERVED && newest.isPresent() && newest.getAsLong() < log.size()
                ? leaf(newest.getAsLong())
                : leaf;
    }

    private LocatedReceipt located(LoggedLeaf leaf) {
        Optional<LogHead> covering =
                anchorer.anchored().filter(head -> head.head().treeSize() > leaf.index());
        Optional<InclusionProof> proof =
                covering.map(head -> inclusion(leaf.index(), head.head().treeSize()));
        return new LocatedReceipt(leaf, covering, proof);
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
