package io.kontor.usage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** JNL-1, JNL-5, JNL-6 in the class OS, where a machine that stops loses what was not synced. */
class JournalOsTest {

    private static final JournalConfig CONFIG = new JournalConfig(Durability.DISK, 4096, 2 << 20, Runnable::run);

    private final List<String> seen = new ArrayList<>();

    @Test
    void a_power_loss_in_class_os_leaves_no_segment_behind_a_torn_one() {
        FaultyFiles disk = new FaultyFiles();
        JournalConfig os = new JournalConfig(Durability.OS, 4096, 2 << 20, Runnable::run);
        Journal journal = Journal.open(disk, os, (type, payload, at) -> {});
        IntStream.range(0, 20).forEach(i -> append(journal, "x".repeat(200_000)));
        FaultyFiles lost = disk.afterPowerLoss();
        journal.close();
        try (Journal next = open(lost)) {
            assertThat(seen).isNotEmpty().hasSizeLessThan(20);
            append(next, "goes on");
        }
    }

    /** JNL-5: what must never be forgotten is synced in the class OS as well. */
    @Test
    void a_forced_record_survives_a_power_loss_in_the_class_os() {
        FaultyFiles disk = new FaultyFiles();
        JournalConfig os = new JournalConfig(Durability.OS, 16, 2 << 20, Runnable::run);
        Journal journal = Journal.open(disk, os, (type, payload, at) -> {});
        journal.append(sink -> {
                    sink.force();
                    return sink.add(1, bytes("forced"));
                })
                .join();
        append(journal, "written");
        open(disk.afterPowerLoss()).close();
        assertThat(seen).containsExactly("forced");
        seen.clear();
        open(disk.afterKill()).close();
        assertThat(seen).containsExactly("forced", "written");
        journal.close();
    }

    /** JNL-5: a machine that stops may bring a later batch to the disk without an earlier one, but not where each batch was synced. */
    @Test
    void a_later_batch_without_an_earlier_one_is_cut_in_the_class_os_and_damage_in_the_class_disk() {
        FaultyFiles disk = new FaultyFiles();
        JournalConfig os = new JournalConfig(Durability.OS, 16, 2 << 20, Runnable::run);
        Journal journal = Journal.open(disk, os, (type, payload, at) -> {});
        append(journal, "first");
        RecordPosition lost = append(journal, "lost");
        append(journal, "behind");
        append(journal, "last");
        FaultyFiles left = disk.afterKill();
        journal.close();
        left.corrupt(1, lost.offset());
        assertThatThrownBy(() -> open(left))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("batch 3 behind it does");
        Journal again = Journal.open(left, os, (type, payload, at) -> {});
        append(again, "next");
        again.close();
        seen.clear();
        open(left.afterKill()).close();
        assertThat(seen).containsExactly("first", "next");
    }

    /** JNL-6: in the class OS the sync of a full segment is the first in which a failure shows. */
    @Test
    void a_full_segment_that_cannot_be_synced_ends_the_journal_in_the_class_os() {
        FaultyFiles disk = new FaultyFiles();
        JournalConfig os = new JournalConfig(Durability.OS, 16, 2 << 20, Runnable::run);
        Journal journal = Journal.open(disk, os, (type, payload, at) -> {});
        disk.set(FaultyFiles.Fault.FORCE_FAILS);
        String big = "x".repeat(200_000);
        assertThatThrownBy(() -> IntStream.range(0, 20).forEach(i -> append(journal, big)))
                .hasCauseInstanceOf(JournalEndedException.class)
                .hasMessageContaining("Input/output error");
        disk.set(FaultyFiles.Fault.NONE);
        assertThatThrownBy(() -> append(journal, "after")).hasCauseInstanceOf(JournalEndedException.class);
        journal.close();
        assertThat(disk.segments()).containsExactly(1L);
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
