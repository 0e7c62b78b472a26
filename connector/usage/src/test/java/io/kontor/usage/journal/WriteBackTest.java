package io.kontor.usage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JNL-5, JNL-6: what a machine of the class OS brings to the disk behind the calls. */
class WriteBackTest {

    private static final byte[] PAYLOAD = new byte[200_000];

    private final FaultyFiles disk = new FaultyFiles();
    private final Journal journal = Journal.open(
            disk, new JournalConfig(Durability.OS, 64, 16 << 20, Runnable::run), (type, payload, at) -> {});

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void pieces_come_to_the_disk_while_nothing_waits_for_them() {
        int before = disk.forces();
        fill();
        Awaitility.await().until(() -> disk.forces() > before);
        assertThat(journal.syncs()).isZero();
        assertThat(journal.ended()).isFalse();
    }

    @Test
    void a_sync_that_fails_behind_the_calls_ends_the_journal_for_good() {
        disk.set(FaultyFiles.Fault.FORCE_FAILS);
        fill();
        Awaitility.await().until(journal::ended);
        disk.set(FaultyFiles.Fault.NONE);
        assertThatThrownBy(() -> append())
                .hasCauseInstanceOf(JournalEndedException.class)
                .hasMessageContaining("Input/output error");
    }

    /** The system tells of a lost page once: the next sync of the same file may succeed. */
    @Test
    void nothing_is_synced_after_a_sync_that_failed() {
        Syncs syncs = new Syncs();
        disk.set(FaultyFiles.Fault.FORCE_FAILS);
        assertThatThrownBy(() -> syncs.sync(file())).isInstanceOf(IOException.class);
        disk.set(FaultyFiles.Fault.NONE);
        int before = disk.forces();
        assertThatThrownBy(() -> syncs.sync(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("an earlier sync failed: Input/output error");
        assertThat(disk.forces()).isEqualTo(before);
    }

    private JournalFile file() {
        return disk.open(1);
    }

    private void fill() {
        for (int bytes = 0; bytes <= WriteBack.PIECE; bytes += PAYLOAD.length) {
            append();
        }
    }

    private void append() {
        try {
            journal.append(sink -> sink.add(1, PAYLOAD)).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new CompletionException(e.getCause() == null ? e : e.getCause());
        }
    }
}
