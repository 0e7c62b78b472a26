package io.kontor.model.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Entries of equal length that are only ever added, in chunks of {@link #CHUNK}: the newest chunk is in memory, a full one goes to a {@link
 * ChunkStore} once the next entry comes, so that the newest entry is always in memory. Nothing is copied when it grows (a copy of all would
 * hold calls up), but for the first chunk, which begins small. One thread at a time may add, any may read: no reader waits for the store's
 * writing and no writer for its reading.
 */
public final class ChunkedEntries {

    /** Entries of a chunk. */
    public static final int CHUNK = 1 << 12;

    private static final int FIRST_CAPACITY = 16;

    private final ChunkStore store;
    private final int length;
    private final List<ChunkStore.Chunk> full = new ArrayList<>();
    private byte[] last;
    private long count;

    /**
     * No entries.
     *
     * @param store takes full chunks
     * @param length bytes of an entry
     */
    public ChunkedEntries(ChunkStore store, int length) {
        this.store = store;
        this.length = length;
        this.last = new byte[FIRST_CAPACITY * length];
    }

    /** Adds an entry, which must have the length of all. */
    public void add(byte[] entry) {
        if (entry.length != length) {
            throw new IllegalArgumentException(
                    "Cannot add entry: it has " + entry.length + " bytes, must have " + length);
        }
        if (count > 0 && count % CHUNK == 0) {
            // Not under the lock: it may write to a disk.
            ChunkStore.Chunk stored = store.put(last);
            begin(stored);
        }
        put(entry);
    }

    private synchronized void begin(ChunkStore.Chunk stored) {
        full.add(stored);
        last = new byte[CHUNK * length];
    }

    private synchronized void put(byte[] entry) {
        int at = at(count);
        if (at == last.length) {
            last = Arrays.copyOf(last, last.length * 2);
        }
        System.arraycopy(entry, 0, last, at, length);
        count++;
    }

    /**
     * Reads an entry.
     *
     * @param index counted from 0
     * @throws IndexOutOfBoundsException when there is none
     * @throws java.io.UncheckedIOException when the store cannot read it
     */
    public <T> T get(long index, ChunkStore.EntryReader<T> reader) {
        ChunkStore.Chunk chunk;
        synchronized (this) {
            if (index < 0 || index >= count) {
                throw new IndexOutOfBoundsException("Cannot find entry " + index + ": there are " + count);
            }
            int number = (int) (index / CHUNK);
            if (number == full.size()) {
                return reader.read(last, at(index));
            }
            chunk = full.get(number);
        }
        return chunk.read(at(index), reader);
    }

    /** Number of entries. */
    public synchronized long count() {
        return count;
    }

    private int at(long index) {
        return (int) (index % CHUNK) * length;
    }
}
