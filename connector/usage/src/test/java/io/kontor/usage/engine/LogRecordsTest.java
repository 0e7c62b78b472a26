package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.grant.Grant;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.rejection.MalformedException;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.FaultyFiles;
import io.kontor.usage.journal.Journal;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalDamagedException;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.journal.JournalReader;
import io.kontor.usage.receiptlog.LocalRecord;
import io.kontor.usage.receiptlog.LogIdentity;
import io.kontor.usage.receiptlog.LogStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JNL-4, FUZ-1: a checksum is no signature; records that somebody changed on a supplier's disk are taken or named as damaged. */
class LogRecordsTest {

    private static final JournalConfig CONFIG = new JournalConfig(Durability.OS, 64, 2 << 20, Runnable::run);

    /** Call ids that a state knows: few, so that there can be many states. */
    private static final int CALLS = 64;

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();

    @AfterEach
    void strike() {
        scene.close();
    }

    /** Records as an instance wrote them, each behind a byte that is its type. */
    private List<byte[]> records() {
        Grant grant = scene.grant("R4", 2);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        Buyer.release(buyer.call());
        Buyer.release(buyer.call());
        buyer.call();
        engine.anchor().toCompletableFuture().join();
        List<byte[]> records = new ArrayList<>();
        JournalReader.read(
                JournalFiles.readOnly(folder.resolve("journal")),
                HashFunction.sha256(),
                (type, payload, at) -> records.add(record(type, payload)));
        records.add(record(4, text("{'at':1,'grantId':'G-R4','reason':'ended'}")));
        records.add(record(5, text("{'grantId':'G-R4','statement':'{}'}")));
        records.add(record(6, text("{'bytes':4096,'callId':'%032x','grantId':'G-R4'}".formatted(7))));
        records.add(record(8, text("{'at':1}")));
        return records;
    }

    private static byte[] record(int type, byte[] payload) {
        byte[] record = new byte[1 + payload.length];
        record[0] = (byte) type;
        System.arraycopy(payload, 0, record, 1, payload.length);
        return record;
    }

    private static byte[] text(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static void recover(byte[] record) {
        LogState state = new LogState(CALLS);
        int type = record.length == 0 ? 0 : record[0];
        byte[] payload = Arrays.copyOfRange(record, Math.min(1, record.length), record.length);
        if (type == LocalRecord.LEAF) {
            state.leaf(LeafCodec.decode(payload));
        } else {
            state.local(LocalRecord.of(type).orElseThrow(() -> new MalformedException("no type")), payload);
        }
    }

    @Test
    void a_changed_record_is_taken_or_refused() {
        List<byte[]> records = records();
        assertThat(records.stream().map(record -> (int) record[0])).contains(1, 3, 4, 5, 6, 7, 8);
        Fuzz.Outcome outcome = Fuzz.run(records, 4_060, LogRecordsTest::recover, Set.of(MalformedException.class));
        assertThat(outcome.read()).isPositive();
        assertThat(outcome.refused()).isPositive();
    }

    @Test
    void a_record_that_this_log_never_writes_is_damage_with_its_place() {
        assertDamage(9, text("{}"), "its type is unknown");
        assertDamage(LocalRecord.LEAF, text("{}"), "Cannot");
        assertDamage(4, text("{'grantId':1}"), "grantId");
        assertDamage(6, text("{'bytes':-1,'callId':'%032x','grantId':'G-R4'}".formatted(7)), "bytes held -1");
        assertDamage(8, text("{"), "Cannot");
    }

    private static void assertDamage(int type, byte[] payload, String reason) {
        FaultyFiles disk = new FaultyFiles();
        try (Journal journal = Journal.open(disk, CONFIG, (number, bytes, at) -> {})) {
            journal.append(sink -> sink.add(type, payload)).join();
        }
        LogIdentity identity = new LogIdentity("L1", HashFunction.sha256(), () -> Scene.NOW);
        assertThatThrownBy(() -> new LogStore(disk.afterKill(), CONFIG, identity, new LogState(CALLS)))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageStartingWith("Cannot open log L1: record of type " + type + " at RecordPosition[segment=1")
                .hasMessageContaining(reason);
    }
}
