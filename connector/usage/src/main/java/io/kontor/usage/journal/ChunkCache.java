package io.kontor.usage.journal;

import io.kontor.model.merkle.ChunkStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Full chunks in one file, one behind the other, nothing of which outlives the process (JNL-19). A chunk that cannot be written stays in
 * memory and is tried again when the next one comes. What is read is compared with checksums that are in memory, 128 bytes a chunk: a head
 * is signed over it. Reading waits for no writing. Thread-safe.
 */
final class ChunkCache implements ChunkStore, AutoCloseable {

    /** Where the file is. */
    interface Place {

        /** Makes it anew and empty, whatever file is there. */
        JournalFile make() throws IOException;

        void remove() throws IOException;
    }

    private static final Logger LOG = System.getLogger(ChunkCache.class.getName());

    /** Written when a chunk comes, itself among them: more than one, so that those that wait become fewer. */
    private static final int WRITES = 2;

    private final String name;
    private final Place place;
    private final Deque<Cached> waiting = new ArrayDeque<>();
    private volatile @Nullable JournalFile file;
    private long end;
    private boolean failing;

    ChunkCache(String name, Place place) {
        this.name = name;
        this.place = place;
    }

    /** Makes the file; if it cannot be, it is tried again when the first chunk is full. */
    synchronized ChunkCache open() {
        try {
            opened();
        } catch (IOException e) {
            failed(e);
        }
        return this;
    }

    private JournalFile opened() throws IOException {
        JournalFile now = file;
        if (now == null) {
            now = place.make();
            file = now;
        }
        return now;
    }

    @Override
    public synchronized Chunk put(byte[] bytes) {
        Cached chunk = new Cached(end, bytes);
        end += bytes.length;
        waiting.addLast(chunk);
        try {
            for (int i = 0; i < WRITES && !waiting.isEmpty(); i++) {
                waiting.getFirst().write(opened());
                waiting.removeFirst();
            }
            written();
        } catch (IOException e) {
            failed(e);
        }
        return chunk;
    }

    private void failed(IOException cause) {
        if (!failing) {
            LOG.log(
                    Level.WARNING,
                    "Cannot write {0}: {1}; what it should hold stays in memory until it can be written",
                    name,
                    String.valueOf(cause));
        }
        failing = true;
    }

    private void written() {
        if (failing && waiting.isEmpty()) {
            LOG.log(Level.INFO, "{0} is written again", name);
            failing = false;
        }
    }

    /** Removes the file as well. */
    @Override
    public synchronized void close() throws IOException {
        JournalFile now = file;
        if (now != null) {
            now.close();
            place.remove();
        }
    }

    private final class Cached implements Chunk {

        private final long position;
        private final int block;
        private final int[] sums = new int[BLOCKS];
        private volatile byte @Nullable [] unwritten;

        Cached(long position, byte[] bytes) {
            this.position = position;
            this.block = bytes.length / BLOCKS;
            this.unwritten = bytes;
            for (int i = 0; i < BLOCKS; i++) {
                sums[i] = sum(bytes, i * block, block);
            }
        }

        void write(JournalFile into) throws IOException {
            byte[] bytes = unwritten;
            if (bytes != null) {
                into.write(ByteBuffer.wrap(bytes), position);
                unwritten = null;
            }
        }

        @Override
        public <T> T read(int at, EntryReader<T> reader) {
            byte[] bytes = unwritten;
            return bytes != null ? reader.read(bytes, at) : reader.read(stored(at / block), at % block);
        }

        private byte[] stored(int number) {
            long from = position + (long) number * block;
            byte[] bytes = new byte[block];
            try {
                ByteBuffer into = ByteBuffer.wrap(bytes);
                Objects.requireNonNull(file).read(into, from);
                requireSame(number, bytes, into.position());
                return bytes;
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Cannot read " + name + " at byte " + from + ": " + e.getMessage() + "; a start makes it anew",
                        e);
            }
        }

        private void requireSame(int number, byte[] bytes, int length) throws IOException {
            if (length < block) {
                throw new IOException("it ends after " + length + " of " + block + " bytes");
            }
            int found = sum(bytes, 0, block);
            if (found != sums[number]) {
                throw new IOException(
                        "%d bytes have checksum %08x, written was %08x".formatted(block, found, sums[number]));
            }
        }

        private static int sum(byte[] bytes, int from, int length) {
            CRC32C sum = new CRC32C();
            sum.update(bytes, from, length);
            return (int) sum.getValue();
        }
    }
}
