package io.kontor.usage.receiptlog;

import io.kontor.model.receipt.LogLeaf;
import io.kontor.usage.journal.Durability;

/** Sees the content of a log again when it is opened, in order. */
public interface LogObserver {

    /** A leaf. */
    void leaf(LogLeaf leaf);

    /** A record that is no leaf. */
    void local(LocalRecord type, byte[] payload);

    /** As {@link io.kontor.usage.journal.RecordVisitor#mayLackWrites}. */
    default boolean mayLackWrites(String bootId, Durability now) {
        return now == Durability.OS;
    }
}
