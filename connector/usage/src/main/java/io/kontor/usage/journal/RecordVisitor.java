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
