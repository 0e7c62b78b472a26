package io.kontor.usage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One segment on disk; the seam at which tests make disks fail. Reads may come from any thread, the rest from one. */
public interface JournalFile extends AutoCloseable {

    /** Length in bytes. */
    long size() throws IOException;

    /** Writes all remaining bytes at a position. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Reads as many bytes as fit; fewer only at the end of the file. */
    void read(ByteBuffer into, long position) throws IOException;

    /** All of it; at most 2^31−1 bytes. */
    default ByteBuffer content() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size()));
        read(bytes, 0);
        return bytes.flip();
    }

    /** Returns when everything written is on the disk ({@code fdatasync}). */
    void force() throws IOException;

    /**
     * Nothing more is written, and all that was written is on the disk: what is held open for it may be given back. It can be read further;
     * {@link #force} has nothing to do from now on.
     */
    default void rest() throws IOException {}

    @Override
    void close() throws IOException;
}
