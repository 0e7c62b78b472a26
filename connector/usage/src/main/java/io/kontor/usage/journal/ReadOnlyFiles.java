package io.kontor.usage.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A journal's folder that is only read. */
record ReadOnlyFiles(Path folder) implements JournalFiles {

    static ReadOnlyFiles of(Path folder) {
        ReadOnlyFiles files = new ReadOnlyFiles(folder);
        try {
            if (!Files.isDirectory(folder) || files.segments().isEmpty()) {
                throw new JournalDamagedException(
                        "Cannot read journal " + folder + ": there is no segment in it", null);
            }
        } catch (IOException e) {
            throw new JournalDamagedException("Cannot read journal " + folder + ": " + e, e);
        }
        return files;
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public List<Long> segments() throws IOException {
        return DiskFiles.segments(folder);
    }

    @Override
    public JournalFile open(long segment) throws IOException {
        return open(DiskFiles.path(folder, segment));
    }

    static JournalFile open(Path path) throws IOException {
        return new ReadOnlyFile(new RandomAccessFile(path.toFile(), "r"));
    }

    @Override
    public List<Long> retired() throws IOException {
        return DiskFiles.retired(folder);
    }

    @Override
    public JournalFile openRetired(long segment) throws IOException {
        return open(DiskFiles.retiredPath(folder, segment));
    }

    @Override
    public JournalFile create(long segment, int bytes) {
        throw readOnly();
    }

    @Override
    public void remove(long segment) {
        throw readOnly();
    }

    @Override
    public void close() {
        // Each segment is closed by itself.
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("Cannot change journal: it is opened to be read only");
    }

    private record ReadOnlyFile(RandomAccessFile file) implements JournalFile {

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public void write(ByteBuffer bytes, long position) {
            throw readOnly();
        }

        @Override
        public void read(ByteBuffer into, long position) throws IOException {
            byte[] bytes = new byte[into.remaining()];
            file.seek(position);
            int count = 0;
            for (int read = 0; read >= 0 && count < bytes.length; ) {
                read = file.read(bytes, count, bytes.length - count);
                count += Math.max(read, 0);
            }
            into.put(bytes, 0, count);
        }

        @Override
        public void force() {
            throw readOnly();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
