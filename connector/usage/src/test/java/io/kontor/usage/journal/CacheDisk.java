package io.kontor.usage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A disk in memory for one cache file: it can be full, tear a write at its end, or hold up who reads or writes. */
final class CacheDisk implements ChunkCache.Place, JournalFile {

    /** Runs before each write or read, so that it can wait. */
    interface Before {
        Before NOTHING = () -> {};

        void run() throws IOException;
    }

    private volatile byte[] content = new byte[0];
    private volatile int room = Integer.MAX_VALUE;
    private volatile Before write = Before.NOTHING;
    private volatile Before read = Before.NOTHING;
    private volatile boolean made;

    /** Bytes that the file may have. */
    void room(int bytes) {
        room = bytes;
    }

    void beforeWrite(Before action) {
        write = action;
    }

    void beforeRead(Before action) {
        read = action;
    }

    void corrupt(int at) {
        content[at] ^= 0x10;
    }

    void truncate(int length) {
        content = Arrays.copyOf(content, length);
    }

    boolean made() {
        return made;
    }

    @Override
    public JournalFile make() throws IOException {
        if (room == 0) {
            throw new IOException("No space left on device");
        }
        content = new byte[0];
        made = true;
        return this;
    }

    @Override
    public void remove() {
        made = false;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        write.run();
        int from = Math.toIntExact(position);
        int length = Math.min(bytes.remaining(), Math.max(0, room - from));
        byte[] longer = Arrays.copyOf(content, Math.max(content.length, from + length));
        bytes.get(longer, from, length);
        content = longer;
        if (bytes.hasRemaining()) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
        read.run();
        byte[] now = content;
        int from = Math.toIntExact(Math.min(position, now.length));
        into.put(now, from, Math.min(into.remaining(), now.length - from));
    }

    @Override
    public void force() {
        throw new UnsupportedOperationException("a cache is not synced");
    }

    @Override
    public void close() {}
}
