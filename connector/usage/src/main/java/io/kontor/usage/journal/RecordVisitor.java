package io.kontor.usage.journal;

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
}
