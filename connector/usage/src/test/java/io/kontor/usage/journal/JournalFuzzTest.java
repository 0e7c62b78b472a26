package io.kontor.usage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.merkle.HashFunction;
import io.kontor.testkit.fuzz.Fuzz;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** JNL-2, JNL-3, JNL-5, FUZ-1: a journal file that is not whole is recovered up to its last whole batch or named as damaged. */
class JournalFuzzTest {

    private static final JournalConfig CONFIG = new JournalConfig(Durability.DISK, 64, 2 << 20, Runnable::run);
    private static final int LENGTH = 760;

    /** A segment of three batches, the zeros behind them cut off. */
    private static byte[] segment() {
        FaultyFiles files = new FaultyFiles();
        Journal journal = Journal.open(files, CONFIG, (type, payload, at) -> {});
        for (int i = 1; i <= 3; i++) {
            byte[] payload = ("record " + i).repeat(i * 4).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            journal.append(sink -> {
                        sink.add(1, payload);
                        return sink.add(2, payload);
                    })
                    .join();
        }
        byte[] bytes = Arrays.copyOf(files.content(1), LENGTH);
        journal.close();
        return bytes;
    }

    private static void recover(byte[] bytes) throws Exception {
        new Recovery(FaultyFiles.holding(bytes), HashFunction.sha256(), Recovery.Tail.CUT, (type, payload, at) -> {})
                .run();
    }

    @Test
    void a_changed_segment_is_recovered_or_damaged_and_nothing_else() {
        Fuzz.Outcome outcome =
                Fuzz.run(List.of(segment()), 4_001, JournalFuzzTest::recover, Set.of(JournalDamagedException.class));
        assertThat(outcome.read()).isPositive();
        assertThat(outcome.refused()).isPositive();
    }

    /** A checksum is no signature: whoever changes a batch can make it fit again. */
    @Test
    void a_changed_batch_under_a_checksum_that_fits_is_recovered_or_damaged_and_nothing_else() {
        Fuzz.Outcome outcome = Fuzz.run(
                List.of(segment()),
                4_002,
                bytes -> recover(withChecksums(bytes)),
                Set.of(JournalDamagedException.class));
        assertThat(outcome.refused()).isPositive();
    }

    private static byte[] withChecksums(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        for (int at = SegmentHeader.BYTES; at + Batch.HEADER <= bytes.length; at++) {
            if (buffer.getInt(at) == Batch.MAGIC) {
                int length = buffer.getInt(at + 4);
                if (length >= 0 && length <= bytes.length - at - Batch.HEADER) {
                    buffer.putInt(at + 8, Batch.checksum(buffer, at, at + Batch.HEADER + length));
                }
            }
        }
        return bytes;
    }
}
