package io.kontor.usage.receiptlog;

import io.kontor.model.merkle.ChunkStore;
import io.kontor.model.merkle.ChunkedEntries;
import io.kontor.usage.journal.RecordPosition;
import java.nio.ByteBuffer;

/** Where each leaf stands in the journal: 12 bytes a leaf. The sequencer adds, any thread may read. */
final class LeafPositions {

    private static final int LENGTH = Long.BYTES + Integer.BYTES;

    private final ChunkedEntries entries;

    LeafPositions(ChunkStore chunks) {
        this.entries = new ChunkedEntries(chunks, LENGTH);
    }

    void add(RecordPosition position) {
        entries.add(ByteBuffer.allocate(LENGTH)
                .putLong(position.segment() << 32 | position.offset())
                .putInt(position.length())
                .array());
    }

    /** @throws IndexOutOfBoundsException when there is no such leaf */
    RecordPosition get(long index) {
        return entries.get(index, LeafPositions::read);
    }

    private static RecordPosition read(byte[] bytes, int at) {
        ByteBuffer entry = ByteBuffer.wrap(bytes, at, LENGTH);
        long place = entry.getLong();
        return new RecordPosition(place >>> 32, (int) place, entry.getInt());
    }
}
