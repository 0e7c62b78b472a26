package io.kontor.usage.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file of a journal. Reads go by a handle of their own: a channel is closed when a thread that reads from it is interrupted. At rest it
 * holds none, so that a journal of years does not hold two for each of its segments; a read then opens and closes the file.
 */
final class DiskFile implements JournalFile {

    private final Path path;
    private final FileChannel channel;
    private final Object reading = new Object();
    /** Guarded by {@link #reading}. */
    private @Nullable RandomAccessFile reader;
    /** Guarded by {@link #channel}. */
    private boolean resting;

    private DiskFile(Path path, FileChannel channel, RandomAccessFile reader) {
        this.path = path;
        this.channel = channel;
        this.reader = reader;
    }

    /** A file that is open for writing; the channel is closed with it, and when it cannot be read. */
    static DiskFile of(Path path, FileChannel channel) throws IOException {
        try {
            return new DiskFile(path, channel, reader(path));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static RandomAccessFile reader(Path path) throws IOException {
        return new RandomAccessFile(path.toFile(), "r");
    }

    @Override
    public long size() throws IOException {
        return Files.size(path);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
        synchronized (reading) {
            if (reader != null) {
                fill(reader, into, position);
                return;
            }
        }
        readOnce(path, into, position);
    }

    /** Opens a file, reads as many bytes as fit, and closes it. */
    static void readOnce(Path path, ByteBuffer into, long position) throws IOException {
        try (RandomAccessFile once = reader(path)) {
            fill(once, into, position);
        }
    }

    private static void fill(RandomAccessFile from, ByteBuffer into, long position) throws IOException {
        byte[] bytes = new byte[into.remaining()];
        from.seek(position);
        int count = 0;
        for (int read = 0; read >= 0 && count < bytes.length; ) {
            read = from.read(bytes, count, bytes.length - count);
            count += Math.max(read, 0);
        }
        into.put(bytes, 0, count);
    }

    @Override
    public void force() throws IOException {
        synchronized (channel) {
            if (!resting) {
                channel.force(false);
            }
        }
    }

    /** Waits for a sync under way, which closing would break off. */
    @Override
    public void rest() throws IOException {
        synchronized (channel) {
            resting = true;
            channel.close();
        }
        closeReader();
    }

    private void closeReader() throws IOException {
        synchronized (reading) {
            if (reader != null) {
                reader.close();
                reader = null;
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        closeReader();
    }
}
