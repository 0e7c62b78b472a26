package io.kontor.usage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.merkle.HashFunction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JNL-1 to JNL-7 of docs/spec/journal.md, invariants 2 and 4. */
class JournalTest {

    private static final JournalConfig CONFIG = new JournalConfig(Durability.DISK, 4096, 2 << 20, Runnable::run);

    private final List<String> seen = new ArrayList<>();

    @Test
    void replays_records_in_order_after_a_restart_on_disk(@TempDir Path folder) {
        try (Journal journal = open(JournalFiles.onDisk(folder))) {
            IntStream.range(0, 500).forEach(i -> append(journal, "record-" + i));
        }
        try (Journal journal = open(JournalFiles.onDisk(folder))) {
            append(journal, "later");
        }
        open(JournalFiles.onDisk(folder)).close();
        assertThat(seen).hasSize(500 + 501).startsWith("record-0", "record-1").endsWith("record-499", "later");
    }

    @Test
    void cuts_a_torn_tail_at_every_byte_of_the_last_record() {
        FaultyFiles disk = new FaultyFiles();
        Journal journal = open(disk);
        append(journal, "first");
        RecordPosition last = append(journal, "the last record");
        int start = last.offset() - Batch.RECORD_HEADER - Batch.HEADER;
        int end = last.offset() + last.length();
        for (int at = start; at < end; at++) {
            FaultyFiles corrupted = disk.afterKill();
            corrupted.corrupt(1, at);
            assertOnlyFirstIsLeft(corrupted);
            FaultyFiles truncated = disk.afterKill();
            truncated.truncate(1, at);
            seen.clear();
            open(truncated).close();
            assertThat(seen).as("cut at %d", at).containsExactly("first");
        }
        journal.close();
    }

    private void assertOnlyFirstIsLeft(FaultyFiles disk) {
        seen.clear();
        try (Journal journal = open(disk)) {
            append(journal, "next");
        }
        assertThat(seen).containsExactly("first");
        seen.clear();
        open(disk.afterPowerLoss()).close();
        assertThat(seen).containsExactly("first", "next");
    }

    @Test
    void refuses_a_journal_that_is_damaged_before_its_tail() {
        FaultyFiles disk = new FaultyFiles();
        Journal journal = open(disk);
        RecordPosition first = append(journal, "first");
        append(journal, "second");
        journal.close();
        disk.corrupt(1, first.offset());
        assertThatThrownBy(() -> open(disk))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("batch 2 behind it does");
    }

    @Test
    void everything_answered_survives_a_power_loss() {
        FaultyFiles disk = new FaultyFiles();
        Journal journal = open(disk);
        List<String> answered = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            append(journal, "r" + i);
            answered.add("r" + i);
            seen.clear();
            open(disk.afterPowerLoss()).close();
            assertThat(seen).isEqualTo(answered);
        }
        journal.close();
    }

    @Test
    void a_failed_sync_ends_the_journal_for_good() {
        FaultyFiles disk = new FaultyFiles();
        Journal journal = open(disk);
        append(journal, "kept");
        disk.set(FaultyFiles.Fault.FORCE_FAILS);
        assertThatThrownBy(() -> append(journal, "lost")).hasCauseInstanceOf(JournalEndedException.class);
        disk.set(FaultyFiles.Fault.NONE);
        assertThatThrownBy(() -> append(journal, "after")).hasCauseInstanceOf(JournalEndedException.class);
        assertThat(journal.ended()).isTrue();
        journal.close();
        open(disk.afterPowerLoss()).close();
        assertThat(seen).containsExactly("kept");
    }

    @Test
    void a_full_disk_refuses_and_a_freed_disk_goes_on() {
        FaultyFiles disk = new FaultyFiles();
        Journal journal = open(disk);
        disk.set(FaultyFiles.Fault.DISK_FULL);
        String big = "x".repeat(200_000);
        assertThatThrownBy(() -> IntStream.range(0, 20).forEach(i -> append(journal, big)))
                .hasCauseInstanceOf(JournalBusyException.class)
                .hasMessageContaining("No space left");
        assertThat(journal.ended()).isFalse();
        disk.set(FaultyFiles.Fault.NONE);
        append(journal, "again");
        journal.close();
        open(disk.afterPowerLoss()).close();
        assertThat(seen).endsWith("again");
        assertThat(disk.segments()).containsExactly(1L, 2L);
    }

    @Test
    void a_torn_tail_is_cut_also_when_the_next_segment_waits_already() {
        FaultyFiles disk = new FaultyFiles();
        JournalConfig larger = new JournalConfig(Durability.DISK, 4096, 4 << 20, Runnable::run);
        Journal journal = Journal.open(disk, larger, (type, payload, at) -> {});
        IntStream.range(0, 11).forEach(i -> append(journal, "x".repeat(200_000)));
        Awaitility.await().until(() -> disk.segments().size() == 2);
        RecordPosition last = append(journal, "the last record");
        FaultyFiles killed = disk.afterKill();
        killed.corrupt(1, last.offset());
        journal.close();
        assertThat(disk.segments()).as("a segment that was not used").containsExactly(1L);

        open(killed).close();
        assertThat(seen).hasSize(11).doesNotContain("the last record");
        assertThat(killed.segments()).containsExactly(1L);
    }

    @Test
    void a_full_queue_refuses_at_once() throws InterruptedException {
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        JournalConfig small = new JournalConfig(Durability.DISK, 2, 2 << 20, Runnable::run);
        Journal journal = Journal.open(new FaultyFiles(), small, (type, payload, at) -> {});
        CompletableFuture<Boolean> held = journal.append(sink -> {
            holding.countDown();
            return await(release);
        });
        assertThat(holding.await(10, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<String>> more = IntStream.range(0, 3)
                .mapToObj(i -> journal.append(sink -> "ok"))
                .toList();
        assertThatThrownBy(() -> more.get(2).join()).hasCauseInstanceOf(JournalBusyException.class);
        release.countDown();
        assertThat(held.join()).isTrue();
        assertThat(more.get(0).join()).isEqualTo("ok");
        journal.close();
    }

    @Test
    void many_writers_share_syncs_and_nothing_is_lost() {
        FaultyFiles disk = new FaultyFiles();
        Journal journal = open(disk);
        CountDownLatch start = new CountDownLatch(1);
        CompletableFuture<Boolean> gate = journal.append(sink -> await(start));
        List<CompletableFuture<RecordPosition>> all = IntStream.range(0, 1000)
                .mapToObj(i -> journal.append(sink -> sink.add(1, bytes("r" + i))))
                .toList();
        int before = disk.forces();
        start.countDown();
        gate.join();
        all.forEach(CompletableFuture::join);
        assertThat(disk.forces() - before).isLessThan(10);
        journal.close();
        open(disk.afterPowerLoss()).close();
        assertThat(seen).hasSize(1000).endsWith("r999");
    }

    @Test
    void what_a_process_left_in_the_cache_is_on_the_disk_before_anything_builds_on_it() {
        FaultyFiles disk = new FaultyFiles();
        Journal journal = open(disk);
        append(journal, "synced");
        disk.set(FaultyFiles.Fault.FORCE_FAILS);
        assertThatThrownBy(() -> append(journal, "written")).hasCauseInstanceOf(JournalEndedException.class);
        FaultyFiles restarted = disk.afterKill();
        open(restarted).close();
        seen.clear();
        open(restarted.afterPowerLoss()).close();
        assertThat(seen).containsExactly("synced", "written");
    }

    @Test
    void a_draft_that_throws_writes_nothing_and_leaves_the_others_alone() {
        FaultyFiles disk = new FaultyFiles();
        Journal journal = open(disk);
        assertThatThrownBy(() -> journal.append(sink -> {
                            sink.add(1, bytes("half"));
                            throw new IllegalStateException("no");
                        })
                        .join())
                .hasCauseInstanceOf(IllegalStateException.class);
        append(journal, "whole");
        journal.close();
        open(disk.afterPowerLoss()).close();
        assertThat(seen).containsExactly("whole");
    }

    @Test
    void reads_a_record_back_where_it_stands() {
        Journal journal = open(new FaultyFiles());
        append(journal, "a");
        RecordPosition position = append(journal, "b");
        assertThat(new String(journal.read(position), StandardCharsets.UTF_8)).isEqualTo("b");
        journal.close();
    }

    @Test
    void refuses_a_folder_that_another_instance_holds(@TempDir Path folder) {
        try (Journal journal = open(JournalFiles.onDisk(folder))) {
            assertThat(journal.ended()).isFalse();
            assertThatThrownBy(() -> JournalFiles.onDisk(folder))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("another instance holds");
        }
        open(JournalFiles.onDisk(folder)).close();
    }

    /** JNL-3: a checksum is no proof, the chain is. */
    @Test
    void refuses_a_batch_that_was_exchanged_with_its_checksum() {
        FaultyFiles disk = new FaultyFiles();
        Journal journal = open(disk);
        append(journal, "first");
        RecordPosition second = append(journal, "second");
        append(journal, "third");
        journal.close();
        int start = second.offset() - Batch.RECORD_HEADER - Batch.HEADER;
        int length = Batch.HEADER + Batch.RECORD_HEADER + second.length();
        ByteBuffer batch = ByteBuffer.wrap(disk.bytes(1, start, length));
        batch.put(length - 1, (byte) 'X');
        batch.putInt(8, Batch.checksum(batch, 0, length));
        disk.overwrite(1, start, batch.array());
        assertThatThrownBy(() -> open(disk))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("batch 2 names chain");
    }

    /** JNL-2: the chain goes on over segments. */
    @Test
    void refuses_a_segment_that_does_not_continue_the_chain() {
        FaultyFiles disk = twoSegments("a");
        FaultyFiles other = twoSegments("b");
        disk.overwrite(2, 0, other.bytes(2, 0, 2 << 20));
        assertThatThrownBy(() -> open(disk))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("segment 2")
                .hasMessageContaining("names chain");
    }

    private FaultyFiles twoSegments(String text) {
        FaultyFiles disk = new FaultyFiles();
        try (Journal journal = open(disk)) {
            String big = text.repeat(200_000);
            IntStream.range(0, 9).forEach(i -> append(journal, big));
        }
        assertThat(disk.segments()).containsExactly(1L, 2L);
        return disk;
    }

    @Test
    void a_reader_sees_the_same_records_and_changes_nothing() {
        FaultyFiles disk = new FaultyFiles();
        Journal journal = open(disk);
        append(journal, "first");
        RecordPosition torn = append(journal, "second");
        journal.close();
        disk.corrupt(1, torn.offset());
        byte[] before = disk.bytes(1, 0, 2 << 20);
        JournalReader.Extent extent = JournalReader.read(
                disk,
                HashFunction.sha256(),
                (type, payload, at) -> seen.add(new String(payload, StandardCharsets.UTF_8)));
        assertThat(seen).containsExactly("first");
        assertThat(extent.torn()).isTrue();
        assertThat(extent.batches()).isEqualTo(1);
        assertThat(disk.bytes(1, 0, 2 << 20)).isEqualTo(before);
    }

    private Journal open(JournalFiles files) {
        return Journal.open(
                files, CONFIG, (type, payload, at) -> seen.add(new String(payload, StandardCharsets.UTF_8)));
    }

    private static RecordPosition append(Journal journal, String text) {
        CompletableFuture<RecordPosition> future = journal.append(sink -> sink.add(1, bytes(text)));
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new CompletionException(e.getCause() == null ? e : e.getCause());
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
