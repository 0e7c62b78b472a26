package io.kontor.usage.receiptlog;

import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.LeafPosition;
import io.kontor.model.receipt.LogLeaf;
import java.util.function.Function;

/** What a {@link LogDraft} may do; used on the sequencer's thread only. */
public interface LogSink {

    /**
     * Adds a leaf.
     *
     * @param maker makes the leaf for its place
     */
    <L extends LogLeaf> WrittenLeaf<L> leaf(Function<LeafPosition, L> maker);

    /** Adds a record that is no leaf. */
    void local(LocalRecord type, byte[] payload);

    /** Time of the next leaf: never before the last one's (RCP-5). */
    long time();

    /** Head of the leaves before this draft. */
    TreeHead head();
}
