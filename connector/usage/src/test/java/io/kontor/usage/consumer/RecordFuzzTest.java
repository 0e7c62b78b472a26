package io.kontor.usage.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.ChunkStore;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.journal.Journal;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalDamagedException;
import io.kontor.usage.journal.RecordPosition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** CNJ-0, FUZ-1: a checksum is no signature; records that somebody changed on the buyer's disk are taken or named as damaged. */
class RecordFuzzTest {

    private static final Set<Class<? extends Exception>> DAMAGED = Set.of(JournalDamagedException.class);

    /** Call ids that a state knows: few, so that there can be many states. */
    private static final int CALLS = 64;

    /** One record of a journal. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Kept(int type, byte[] payload) {}

    /** Every type of record, written by the journal itself. */
    private static List<Kept> records() {
        Desk desk = new Desk();
        desk.callAndTake();
        AskedCall unanswered = desk.ask();
        desk.journal
                .answeredWithout(unanswered, RejectionCode.BUSY)
                .toCompletableFuture()
                .join();
        AskedCall wrong = desk.ask();
        CallReceipt other = desk.released(unanswered);
        desk.take(wrong, other);
        ConsumerHead head =
                desk.journal.headToSend(Desk.GRANT).toCompletableFuture().join();
        desk.journal.headTaken(head).toCompletableFuture().join();
        desk.journal
                .delete(Desk.GRANT, List.of("sessions"))
                .toCompletableFuture()
                .join();
        desk.journal.close();
        List<Kept> records = new ArrayList<>();
        JournalConfig config = new JournalConfig(Durability.DISK, 64, 2 << 20, Runnable::run);
        Journal.open(desk.disk, config, (type, payload, at) -> records.add(new Kept(type, payload)))
                .close();
        records.add(new Kept(RecordKind.PROVEN, CanonicalJson.bytes(CanonicalJson.parse("{\"receipts\":[0]}"))));
        return records;
    }

    /** A line for each record: its type as a digit, then its payload. */
    private static byte[] lines(List<Kept> records) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Kept record : records) {
            lines.write('0' + record.type());
            lines.writeBytes(record.payload());
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static void recover(byte[] lines) {
        JournalState state = new JournalState(Desk.SUITE.hash(), ChunkStore.inMemory(), CALLS);
        int from = 0;
        for (int at = 0; at < lines.length; at++) {
            if (lines[at] == '\n' && at > from) {
                RecordPosition position = new RecordPosition(1, from + 1, at - from - 1);
                state.visit(lines[from] - '0', Arrays.copyOfRange(lines, from + 1, at), position);
            }
            from = lines[at] == '\n' ? at + 1 : from;
        }
    }

    @Test
    void a_changed_record_is_taken_or_the_journal_is_damaged() {
        List<Kept> records = records();
        assertThat(records.stream().map(Kept::type)).contains(1, 2, 3, 4, 5, 6, 7, 8);
        Fuzz.Outcome outcome = Fuzz.run(List.of(lines(records)), 4_050, RecordFuzzTest::recover, DAMAGED);
        assertThat(outcome.read()).isPositive();
        assertThat(outcome.refused()).isPositive();
    }

    /** What the mutations found, one by one: each is named with its place. */
    @Test
    void a_record_that_this_journal_never_writes_is_damage() {
        Kept asked = records().get(0);
        String attempt = new String(asked.payload(), StandardCharsets.UTF_8);
        assertDamage(new Kept(9, "{}".getBytes(StandardCharsets.UTF_8)), "its type is unknown");
        assertDamage(kept(RecordKind.ASKED, attempt.replaceFirst("\"callId\":\"..", "\"callId\":\"zz")), "call 'zz");
        assertDamage(kept(RecordKind.RECEIPT, "{'leaf':'?'}"), "'leaf': Cannot accept leaf: it is not base64");
        assertDamage(kept(RecordKind.DIFFERENCE, "{'kind':'NO'}"), "field 'kind' is 'NO'");
        assertDamage(kept(RecordKind.HEAD_SIGNED, "{'logId':'L1'}"), "its log is 'L1', must begin with consumer:");
        assertDamage(kept(RecordKind.PROVEN, "{'receipts':[4294967296]}"), "proven receipt 4294967296");
    }

    private static Kept kept(int type, String json) {
        return new Kept(type, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static void assertDamage(Kept record, String reason) {
        assertThatThrownBy(() -> recover(lines(List.of(record))))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageStartingWith("Cannot open consumer journal: record of type " + record.type() + " at ")
                .hasMessageContaining(reason);
    }

    /** The leaf is changed below its base64, so that what it says reaches counts and tree. */
    @Test
    void a_changed_leaf_of_a_receipt_is_taken_or_the_journal_is_damaged() {
        Kept asked = records().get(0);
        JsonObject receipt = CanonicalJson.parse(records().get(1).payload());
        byte[] leaf = Base64.getDecoder().decode(receipt.string("leaf"));
        Fuzz.Parser parser = input -> recover(lines(List.of(asked, withLeaf(receipt, input))));
        Fuzz.Outcome outcome = Fuzz.run(List.of(leaf), 4_051, parser, DAMAGED);
        assertThat(outcome.read()).isPositive();
        assertThat(outcome.refused()).isPositive();
    }

    private static Kept withLeaf(JsonObject receipt, byte[] leaf) {
        JsonObject changed = JsonObject.builder()
                .put("leaf", Base64.getEncoder().encodeToString(leaf))
                .put("receivedAt", receipt.longValue("receivedAt"))
                .put("checked", receipt.string("checked"))
                .put("result", receipt.string("result"))
                .put("bytes", receipt.longValue("bytes"))
                .build();
        return new Kept(RecordKind.RECEIPT, CanonicalJson.bytes(changed));
    }
}
