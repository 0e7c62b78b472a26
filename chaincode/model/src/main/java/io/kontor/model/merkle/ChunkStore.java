package io.kontor.model.merkle;

/**
 * Where a growing log keeps its full chunks, which change no more. An implementer MUST return from {@link #put} also when it can store
 * nothing: it then keeps the bytes themselves. Thread-safe.
 */
public interface ChunkStore {

    /** Blocks of equal length that a chunk consists of; no entry stands in two of them. */
    int BLOCKS = 32;

    /**
     * Takes a chunk over.
     *
     * @param bytes a multiple of {@link #BLOCKS}; the caller MUST NOT change them any more
     */
    Chunk put(byte[] bytes);

    /** A chunk that was taken over. Any thread may read. */
    interface Chunk {

        /**
         * Reads one entry.
         *
         * @param at where the entry begins in the chunk
         * @param reader reads it
         * @throws java.io.UncheckedIOException when it cannot be read any more
         */
        <T> T read(int at, EntryReader<T> reader);
    }

    /** Reads an entry out of bytes that MUST NOT be changed or kept. */
    @FunctionalInterface
    interface EntryReader<T> {

        /** The entry that begins there. */
        T read(byte[] bytes, int at);
    }

    /** Keeps all in memory. */
    static ChunkStore inMemory() {
        return HeapChunk::new;
    }
}
