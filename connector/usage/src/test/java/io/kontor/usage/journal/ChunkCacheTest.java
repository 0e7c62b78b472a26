package io.kontor.usage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.ChunkedEntries;
import io.kontor.model.merkle.GrowingSubtrees;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleTree;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.testkit.property.ForAll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JNL-19: full chunks of tree and places in a file that is only a cache. */
class ChunkCacheTest {

    private static final HashFunction SHA256 = HashFunction.sha256();
    private static final int CHUNK = ChunkedEntries.CHUNK;
    private static final int CHUNK_BYTES = CHUNK * Digest32.LENGTH;
    private static final int LARGEST = 5 * CHUNK + 2;

    @TempDir
    private Path folder = Path.of("unset");

    private final CacheDisk disk = new CacheDisk();
    private final ChunkCache cache = new ChunkCache("leaves.cache", disk).open();
    private final ChunkedEntries entries = new ChunkedEntries(cache, Digest32.LENGTH);

    private static Digest32 leaf(int index) {
        return Digest32.of(SHA256.hash(ByteBuffer.allocate(4).putInt(index).array()));
    }

    private void add(int to) {
        for (int i = (int) entries.count(); i < to; i++) {
            entries.add(leaf(i).bytes());
        }
    }

    private Digest32 get(long index) {
        return entries.get(index, Digest32::of);
    }

    private void assertAll(int to) {
        for (int i = 0; i < to; i++) {
            assertThat(get(i)).isEqualTo(leaf(i));
        }
    }

    /** Sizes of a tree and an index in the smallest. */
    private record Sizes(int first, int second, int index) {

        /** Most of them a few leaves beside the end of a chunk of the leaves or of the level above. */
        static Sizes random(Random random) {
            int a = near(random);
            int b = near(random);
            int first = Math.min(a, b);
            return new Sizes(first, Math.max(a, b), Math.min(near(random), first - 1));
        }

        private static int near(Random random) {
            return random.nextInt(4) == 0
                    ? 1 + random.nextInt(LARGEST)
                    : Math.max(1, random.nextInt(6) * CHUNK - 2 + random.nextInt(5));
        }
    }

    @Test
    void heads_and_proofs_from_the_disk_are_those_from_memory_around_the_ends_of_chunks() throws IOException {
        try (JournalFiles files = JournalFiles.onDisk(folder)) {
            GrowingSubtrees stored = new GrowingSubtrees(SHA256, files.chunks());
            GrowingSubtrees held = new GrowingSubtrees(SHA256);
            IntStream.range(0, LARGEST).forEach(i -> {
                stored.append(leaf(i));
                held.append(leaf(i));
            });
            assertThat(folder.resolve("leaves.cache"))
                    .as("5 of leaves, 2 and 1 of the levels above")
                    .hasSize(8L * CHUNK_BYTES);
            MerkleTree disk = new MerkleTree(SHA256, stored);
            MerkleTree memory = new MerkleTree(SHA256, held);
            MerkleVerifier verifier = new MerkleVerifier(SHA256);
            ForAll.forAll(Sizes::random, sizes -> {
                assertThat(disk.head(sizes.first)).isEqualTo(memory.head(sizes.first));
                assertThat(disk.consistency(sizes.first, sizes.second))
                        .isEqualTo(memory.consistency(sizes.first, sizes.second));
                assertThat(verifier.includes(
                                leaf(sizes.index), disk.inclusion(sizes.index, sizes.first), memory.head(sizes.first)))
                        .isTrue();
            });
        }
    }

    @Test
    void a_full_disk_keeps_chunks_in_memory_and_a_freed_one_takes_them() {
        disk.room(CHUNK_BYTES + 100);
        add(4 * CHUNK + 1);
        assertThat(disk.size()).as("one chunk and the torn begin of the next").isEqualTo(CHUNK_BYTES + 100);
        assertAll(4 * CHUNK + 1);
        disk.room(Integer.MAX_VALUE);
        add(5 * CHUNK + 1);
        assertThat(disk.size()).as("two chunks more at each").isEqualTo(3L * CHUNK_BYTES);
        add(7 * CHUNK + 1);
        assertThat(disk.size()).as("all").isEqualTo(7L * CHUNK_BYTES);
        assertAll(7 * CHUNK + 1);
    }

    @Test
    void a_file_that_could_not_be_made_at_first_is_made_later() {
        CacheDisk full = new CacheDisk();
        full.room(0);
        ChunkedEntries later = new ChunkedEntries(new ChunkCache("leaves.cache", full).open(), Digest32.LENGTH);
        IntStream.range(0, CHUNK + 1).forEach(i -> later.add(leaf(i).bytes()));
        assertThat(full.made()).isFalse();
        full.room(Integer.MAX_VALUE);
        IntStream.range(CHUNK + 1, 2 * CHUNK + 1).forEach(i -> later.add(leaf(i).bytes()));
        assertThat(full.size()).isEqualTo(2L * CHUNK_BYTES);
        IntStream.range(0, 2 * CHUNK + 1)
                .forEach(i -> assertThat(later.<Digest32>get(i, Digest32::of)).isEqualTo(leaf(i)));
    }

    @Test
    void a_changed_or_missing_byte_is_told_and_harms_only_what_it_belongs_to() {
        add(2 * CHUNK + 1);
        disk.corrupt(130 * Digest32.LENGTH + 3);
        assertThatThrownBy(() -> get(129))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageMatching("Cannot read leaves.cache at byte 4096: 4096 bytes have checksum [0-9a-f]{8},"
                        + " written was [0-9a-f]{8}; a start makes it anew");
        assertThat(get(127)).isEqualTo(leaf(127));
        assertThat(get(256)).isEqualTo(leaf(256));
        disk.truncate(CHUNK_BYTES + 40);
        assertThatThrownBy(() -> get(CHUNK))
                .hasMessage("Cannot read leaves.cache at byte 131072: it ends after 40 of 4096 bytes;"
                        + " a start makes it anew");
        assertThat(get(2L * CHUNK)).isEqualTo(leaf(2 * CHUNK));
        add(3 * CHUNK + 1);
        assertThat(get(3L * CHUNK - 1)).isEqualTo(leaf(3 * CHUNK - 1));
    }

    @Test
    void nobody_who_reads_waits_for_a_write() throws Exception {
        add(2 * CHUNK);
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        disk.beforeWrite(() -> {
            writing.countDown();
            await(read);
        });
        CompletableFuture<Void> adds = CompletableFuture.runAsync(() -> add(2 * CHUNK + 1));
        await(writing);
        assertAll(2 * CHUNK);
        read.countDown();
        adds.get(1, TimeUnit.MINUTES);
        assertAll(2 * CHUNK + 1);
    }

    @Test
    void nobody_who_adds_waits_for_a_read() throws Exception {
        add(CHUNK + 1);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch added = new CountDownLatch(1);
        disk.beforeRead(() -> {
            reading.countDown();
            await(added);
        });
        CompletableFuture<Digest32> reads = CompletableFuture.supplyAsync(() -> get(7));
        await(reading);
        add(3 * CHUNK + 1);
        added.countDown();
        assertThat(reads.get(1, TimeUnit.MINUTES)).isEqualTo(leaf(7));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void many_read_right_while_one_adds() throws Exception {
        try (JournalFiles files = JournalFiles.onDisk(folder)) {
            GrowingSubtrees subtrees = new GrowingSubtrees(SHA256, files.chunks());
            AtomicInteger wrong = new AtomicInteger();
            CompletableFuture<Void> adds = CompletableFuture.runAsync(
                    () -> IntStream.range(0, LARGEST).forEach(i -> subtrees.append(leaf(i))));
            List<CompletableFuture<Void>> readers = IntStream.range(0, 3)
                    .mapToObj(seed -> CompletableFuture.runAsync(() -> readUntil(adds, subtrees, seed, wrong)))
                    .toList();
            adds.get(5, TimeUnit.MINUTES);
            for (CompletableFuture<Void> reader : readers) {
                reader.get(5, TimeUnit.MINUTES);
            }
            assertThat(wrong).hasValue(0);
        }
    }

    private static void readUntil(
            CompletableFuture<Void> end, GrowingSubtrees subtrees, int seed, AtomicInteger wrong) {
        Random random = new Random(seed);
        MerkleTree tree = new MerkleTree(SHA256, subtrees);
        MerkleVerifier verifier = new MerkleVerifier(SHA256);
        boolean over = false;
        while (!over) {
            over = end.isDone();
            int size = (int) subtrees.size();
            if (size > 0) {
                int index = random.nextInt(size);
                boolean right = verifier.includes(leaf(index), tree.inclusion(index, size), tree.head(size));
                wrong.addAndGet(right ? 0 : 1);
            }
        }
    }
}
