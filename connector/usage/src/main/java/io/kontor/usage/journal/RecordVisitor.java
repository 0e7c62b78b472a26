package io.kontor.usage.journal;

import io.kontor.model.id.Digest32;

/** Sees each record again when a journal is opened. */
@FunctionalInterface
public interface RecordVisitor {

    /**
     * A record, in order.
     *
     * @param type its kind
     * @param payload its bytes
     * @param position where it stands
     */
    void visit(int type, byte[] payload, RecordPosition position);

    /**
     * Whether what was written last may be on the disk in part, later batches without earlier ones: whoever wrote it was of the class OS and
     * its machine stopped (JNL-5). To be asked once all whole records before were seen.
     *
     * @param bootId identity of the operating system's present run
     * @param now class that the journal is opened in, where its records do not tell in which it was written
     */
    default boolean mayLackWrites(String bootId, Durability now) {
        return now == Durability.OS;
    }

    /**
     * A record of a retired segment of which the digest alone is kept, in order (JNL-16).
     *
     * @param type its kind
     * @param digest H(0x00 ‖ payload), for a leaf its leaf hash
     * @param position where it stands
     * @throws JournalDamagedException unless the journal's owner retires segments
     */
    default void retired(int type, Digest32 digest, RecordPosition position) {
        throw new JournalDamagedException(
                "Cannot read journal: a record of type " + type + " at " + position + " is retired", null);
    }
}
