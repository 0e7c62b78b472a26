package io.kontor.usage.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.merkle.ChunkStore;
import io.kontor.model.merkle.ChunkedEntries;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.journal.RecordPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JNL-19: what is held of many receipts, from the disk. */
class ReceiptTableTest {

    private static final int CHUNK = ChunkedEntries.CHUNK;
    private static final int RECEIPTS = 2 * CHUNK + 3;

    @TempDir
    private Path folder = Path.of("unset");

    private final Desk desk = new Desk();
    private final Holding held = new Holding(Desk.GRANT, Desk.SUITE.hash(), ChunkStore.inMemory());
    private final List<CallReceipt> receipts = new ArrayList<>();
    /** The head when there were so many receipts. */
    private final List<TreeHead> heads = new ArrayList<>();

    @AfterEach
    void close() {
        desk.journal.close();
    }

    private static RecordPosition position(int number) {
        return new RecordPosition(1 + number / 1_000, 64 + number, 100 + number % 7);
    }

    private void fill(ReceiptTable table, Holding stored) {
        AskedCall asked = desk.ask();
        for (int i = 0; i < RECEIPTS; i++) {
            LeafKind kind = i % 3 == 0 ? LeafKind.RESERVED : LeafKind.RELEASED;
            CallReceipt receipt = desk.receipt(asked, kind, Desk.counts(i + 1));
            receipts.add(receipt);
            assertThat(table.add(position(i), Desk.digest("leaf " + i), receipt))
                    .isEqualTo(i);
            stored.take(i, receipt, Desk.digest("leaf " + i), 0);
            heads.add(held.head());
            held.take(i, receipt, Desk.digest("leaf " + i), 0);
        }
        heads.add(held.head());
    }

    @Test
    void receipts_and_heads_from_the_disk_are_what_was_added() throws IOException {
        try (JournalFiles files = JournalFiles.onDisk(folder)) {
            ReceiptTable table = new ReceiptTable(files.chunks());
            Holding stored = new Holding(Desk.GRANT, Desk.SUITE.hash(), files.chunks());
            fill(table, stored);
            assertThat(folder.resolve("leaves.cache"))
                    .as("two chunks of the table and of numbers, one of the tree")
                    .hasSize(CHUNK * (2L * 53 + 2 * 4 + 32));
            assertThat(table.size()).isEqualTo(RECEIPTS);
            for (int i = 0; i < RECEIPTS; i++) {
                assertThat(table.position(i)).isEqualTo(position(i));
                assertThat(table.leafHash(i)).isEqualTo(Desk.digest("leaf " + i));
                assertThat(table.index(i)).isEqualTo(receipts.get(i).index());
                assertThat(table.kind(i)).isEqualTo(receipts.get(i).kind());
                assertThat(stored.number(i)).isEqualTo(i);
            }
            for (int durable : new int[] {0, 1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, RECEIPTS}) {
                assertThat(stored.durableHead(table, durable))
                        .as("%d durable", durable)
                        .isEqualTo(heads.get(durable));
            }
        }
    }
}
