package io.kontor.usage.receiptlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.merkle.ChunkedEntries;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.EpochOpenedLeaf;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JNL-19: what a log does with the file of its full chunks. */
class LogCacheTest {

    private static final JournalConfig CONFIG = new JournalConfig(Durability.OS, 1_024, 4 << 20, Runnable::run);
    private static final HashFunction SHA256 = HashFunction.sha256();
    private static final int LEAVES = 2 * ChunkedEntries.CHUNK + 3;
    /** Two chunks of leaf hashes, one of the level above, two of places. */
    private static final int CACHE_BYTES = ChunkedEntries.CHUNK * (2 * 32 + 32 + 2 * 12);

    @TempDir
    private Path folder = Path.of("unset");

    private static final class Ignored implements LogObserver {

        @Override
        public void leaf(LogLeaf leaf) {}

        @Override
        public void local(LocalRecord type, byte[] payload) {}
    }

    private LogStore open() {
        return new LogStore(
                JournalFiles.onDisk(folder), CONFIG, new LogIdentity("L1", SHA256, () -> Instant.EPOCH), new Ignored());
    }

    private static void append(LogStore log, int leaves) {
        CompletableFuture<?>[] drafts = IntStream.range(0, leaves)
                .mapToObj(i -> {
                    CompletableFuture<?> draft = log.sequence(sink ->
                            sink.leaf(at -> new EpochOpenedLeaf(at, "%032x".formatted(at.index()))));
                    return i % 512 == 511 ? CompletableFuture.completedFuture(draft.join()) : draft;
                })
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(drafts).join();
    }

    private Path cache() {
        return folder.resolve("leaves.cache");
    }

    /** Files of the folder that this process holds open. */
    private List<String> held() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.map(LogCacheTest::target)
                    .filter(target -> target.startsWith(folder.toString()))
                    .toList();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return "closed meanwhile: " + e.getMessage();
        }
    }

    @Test
    void a_close_leaves_neither_file_nor_handle() throws IOException {
        try (LogStore log = open()) {
            append(log, LEAVES);
            assertThat(cache()).hasSize(CACHE_BYTES);
            assertThat(held()).contains(cache().toString());
            assertThat(Files.getPosixFilePermissions(cache())).hasSize(2);
        }
        assertThat(held()).isEmpty();
        assertThat(cache()).doesNotExist();
    }

    @Test
    void what_another_run_left_in_the_file_is_never_believed() throws IOException {
        TreeHead head;
        byte[] stale;
        try (LogStore log = open()) {
            append(log, LEAVES);
            head = log.head(LEAVES);
            stale = Files.readAllBytes(cache());
        }
        byte[] garbage = new byte[stale.length + 77];
        new Random(1).nextBytes(garbage);
        byte[] otherOrder = Arrays.copyOf(stale, stale.length);
        System.arraycopy(stale, 0, otherOrder, 4_096, 4_096);
        for (byte[] left : List.of(stale, garbage, otherOrder, new byte[0], Arrays.copyOf(stale, 5_000))) {
            Files.write(cache(), left);
            assertSame(head, stale);
        }
        Path elsewhere = Files.write(folder.resolve("elsewhere"), garbage);
        Files.createSymbolicLink(cache(), elsewhere);
        assertSame(head, stale);
        assertThat(elsewhere).hasBinaryContent(garbage);
    }

    private void assertSame(TreeHead head, byte[] content) throws IOException {
        try (LogStore log = open()) {
            assertThat(log.head(LEAVES)).isEqualTo(head);
            assertThat(cache()).hasBinaryContent(content);
            for (int index = 0; index < LEAVES; index += 97) {
                assertThat(log.leafHash(index)).isEqualTo(new MerkleHasher(SHA256).leaf(log.leaf(index)));
            }
        }
    }

    @Test
    void a_log_whose_file_cannot_be_made_answers_from_memory() throws IOException {
        Files.createDirectories(cache().resolve("in the way"));
        try (LogStore log = open()) {
            append(log, LEAVES);
            assertThat(log.tree().inclusion(1, LEAVES).auditPath()).isNotEmpty();
            assertThat(log.leaf(0)).isNotEmpty();
        }
        assertThat(cache().resolve("in the way")).isDirectory();
    }

    @Test
    void a_file_that_is_cut_fails_the_proofs_that_need_it_and_nothing_else() throws IOException {
        TreeHead head;
        try (LogStore log = open()) {
            append(log, LEAVES);
            try (FileChannel channel = FileChannel.open(cache(), StandardOpenOption.WRITE)) {
                channel.truncate(10);
            }
            assertThatThrownBy(() -> log.tree().inclusion(0, LEAVES))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Cannot read " + cache() + " at byte 0: it ends after 10 of 4096 bytes");
            assertThatThrownBy(() -> log.find(0)).isInstanceOf(UncheckedIOException.class);
            append(log, 10);
            assertThat(log.ended()).isFalse();
            head = log.sequence(LogSink::head).join();
            assertThat(log.find(LEAVES)).isPresent();
        }
        try (LogStore log = open()) {
            assertThat(log.head(LEAVES + 10)).isEqualTo(head);
            assertThat(log.tree().inclusion(0, LEAVES).auditPath()).isNotEmpty();
        }
    }

    @Test
    void a_folder_is_read_beside_the_file_without_touching_it() throws IOException {
        try (LogStore log = open()) {
            append(log, LEAVES);
            byte[] content = Files.readAllBytes(cache());
            JournalReader.Extent extent =
                    JournalReader.read(JournalFiles.readOnly(folder), SHA256, (type, payload, at) -> {});
            assertThat(extent.batches()).isPositive();
            assertThat(cache()).hasBinaryContent(content);
        }
    }
}
