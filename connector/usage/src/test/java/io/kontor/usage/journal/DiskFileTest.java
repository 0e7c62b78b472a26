package io.kontor.usage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.id.Digest32;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** JNL-20: what a journal holds open does not grow with its segments, and what is at rest is read as before. */
class DiskFileTest {

    private static final int SEGMENT = 2 << 20;
    private static final byte[] RECORD = "x".repeat(250_000).getBytes(StandardCharsets.UTF_8);
    private static final int RECORDS = 100;

    @TempDir
    private Path folder;

    private Journal open() {
        return Journal.open(
                JournalFiles.onDisk(folder),
                new JournalConfig(Durability.OS, 4096, SEGMENT, Runnable::run),
                new RecordVisitor() {
                    @Override
                    public void visit(int type, byte[] payload, RecordPosition position) {}

                    @Override
                    public void retired(int type, Digest32 digest, RecordPosition position) {}
                });
    }

    /** Files of the folder that this process holds open. */
    private long held() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.filter(handle -> target(handle).startsWith(folder)).count();
        }
    }

    private static Path target(Path handle) {
        try {
            return Files.readSymbolicLink(handle);
        } catch (NoSuchFileException e) { // the one by which the list is read
            return Path.of("/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "handles are counted in /proc")
    void handles_do_not_grow_with_the_segments() throws IOException {
        List<RecordPosition> positions = new ArrayList<>();
        try (Journal journal = open()) {
            for (int i = 0; i < RECORDS; i++) {
                positions.add(journal.append(sink -> sink.add(1, RECORD)).join());
            }
            assertThat(positions.get(RECORDS - 1).segment()).isGreaterThan(8);
            // the lock, the present segment and the next, each to write and to read
            assertThat(held()).isLessThanOrEqualTo(5);
            assertThat(positions)
                    .allSatisfy(position -> assertThat(journal.read(position)).isEqualTo(RECORD));
            assertThat(held()).isLessThanOrEqualTo(5);
        }
        assertThat(held()).isZero();
        try (Journal journal = open()) {
            assertThat(held()).isLessThanOrEqualTo(3);
            assertThat(positions)
                    .allSatisfy(position -> assertThat(journal.read(position)).isEqualTo(RECORD));
        }
    }

    /** The file is removed before the segment is forgotten. */
    @Test
    void a_record_whose_segment_is_being_retired_is_found_or_retired() throws IOException {
        try (JournalFiles files = JournalFiles.onDisk(folder)) {
            List<SegmentFile> open = new ArrayList<>();
            for (long number = 1; number <= 2; number++) {
                open.add(new SegmentFile(number, files.create(number, 100)));
            }
            Segments segments = new Segments(0, open);
            segments.add(new SegmentFile(3, files.create(3, 100)));
            open.get(0).file().rest();
            RecordPosition position = new RecordPosition(1, 10, 5);
            assertThat(segments.read(position)).isPresent();
            segments.leaving(1);
            assertThat(segments.read(position)).isPresent();
            files.remove(1);
            assertThat(segments.read(position)).isEqualTo(Optional.empty());
            segments.closeAll();
        }
    }

    @Test
    void a_file_at_rest_is_synced_no_more_and_read_on() throws IOException {
        Path path = folder.resolve("file");
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (DiskFile file = DiskFile.of(path, channel)) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
            file.force();
            file.rest();
            file.force();
            assertThat(channel.isOpen()).isFalse();
            assertThat(file.size()).isEqualTo(3);
            assertThat(file.content()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        }
    }
}
