package io.kontor.usage.journal;

import java.io.IOException;
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
    public JournalFile open(long segment) {
        return open(DiskFiles.path(folder, segment));
    }

    static JournalFile open(Path path) {
        return new ReadOnlyFile(path);
    }

    @Override
    public List<Long> retired() throws IOException {
        return DiskFiles.retired(folder);
    }

    @Override
    public JournalFile openRetired(long segment) {
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

    /** Holds nothing open. */
    private record ReadOnlyFile(Path path) implements JournalFile {

        @Override
        public long size() throws IOException {
            return Files.size(path);
        }

        @Override
        public void write(ByteBuffer bytes, long position) {
            throw readOnly();
        }

        @Override
        public void read(ByteBuffer into, long position) throws IOException {
            DiskFile.readOnce(path, into, position);
        }

        @Override
        public void force() {
            throw readOnly();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
