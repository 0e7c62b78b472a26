package io.kontor.usage.journal;

import io.kontor.model.merkle.ChunkStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Segments as files {@code <20 digits>.journal} beside {@code journal.lock} (JNL-1) and {@code leaves.cache} (JNL-19). */
final class DiskFiles implements JournalFiles {

    private static final String SUFFIX = ".journal";
    private static final String RETIRED = ".retired";
    private static final Pattern NUMBER = Pattern.compile("\\d{20}");
    private static final int ZEROS = 1 << 16;

    private final Path folder;
    private final FileChannel lockChannel;
    private final ChunkCache cache;

    private DiskFiles(Path folder, FileChannel lockChannel) {
        this.folder = folder;
        this.lockChannel = lockChannel;
        CachePlace place = new CachePlace(folder.resolve("leaves.cache"));
        this.cache = new ChunkCache(place.path.toString(), place);
    }

    static DiskFiles lock(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel channel = FileChannel.open(
                    folder.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!held(channel)) {
                channel.close();
                throw new JournalDamagedException(
                        "Cannot open journal " + folder + ": another instance holds journal.lock", null);
            }
            return new DiskFiles(folder, channel);
        } catch (IOException e) {
            throw new JournalDamagedException("Cannot open journal " + folder + ": " + e, e);
        }
    }

    private static FileChannel createNew(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static boolean held(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public List<Long> segments() throws IOException {
        return segments(folder);
    }

    static List<Long> segments(Path folder) throws IOException {
        return numbers(folder, SUFFIX);
    }

    static List<Long> retired(Path folder) throws IOException {
        return numbers(folder, RETIRED);
    }

    private static List<Long> numbers(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .filter(name -> NUMBER.matcher(name).matches())
                    .map(Long::valueOf)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public JournalFile open(long segment) throws IOException {
        return DiskFile.of(path(segment), FileChannel.open(path(segment), StandardOpenOption.WRITE));
    }

    @Override
    public JournalFile create(long segment, int bytes) throws IOException {
        return prepare(segment, bytes, () -> {});
    }

    @Override
    public JournalFile prepare(long segment, int bytes, Runnable between) throws IOException {
        Path path = path(segment);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS);
            DiskFile file = DiskFile.of(path, channel);
            for (int at = 0; at < bytes; at += ZEROS) {
                zeros.clear().limit(Math.min(ZEROS, bytes - at));
                file.write(zeros, at);
                between.run();
            }
            channel.force(true);
            forceFolder();
            return file;
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    @Override
    public void remove(long segment) throws IOException {
        Files.deleteIfExists(path(segment));
        forceFolder();
    }

    @Override
    public List<Long> retired() throws IOException {
        return retired(folder);
    }

    @Override
    public JournalFile openRetired(long segment) {
        return ReadOnlyFiles.open(retiredPath(folder, segment));
    }

    @Override
    public void writeRetired(long segment, ByteBuffer bytes) throws IOException {
        Path path = retiredPath(folder, segment);
        Files.deleteIfExists(path);
        try (FileChannel channel = createNew(path)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        forceFolder();
    }

    @Override
    public void removeRetired(long segment) throws IOException {
        Files.deleteIfExists(retiredPath(folder, segment));
        forceFolder();
    }

    @Override
    public ChunkStore chunks() {
        return cache.open();
    }

    /** In order, so that the lock is given up last. */
    @Override
    public void close() throws IOException {
        try (lockChannel) {
            cache.close();
        }
    }

    private void forceFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path path(long segment) {
        return path(folder, segment);
    }

    static Path path(Path folder, long segment) {
        return folder.resolve("%020d%s".formatted(segment, SUFFIX));
    }

    static Path retiredPath(Path folder, long segment) {
        return folder.resolve("%020d%s".formatted(segment, RETIRED));
    }

    private record CachePlace(Path path) implements ChunkCache.Place {

        @Override
        public JournalFile make() throws IOException {
            remove();
            return DiskFile.of(path, createNew(path));
        }

        @Override
        public void remove() throws IOException {
            Files.deleteIfExists(path);
        }
    }
}
