package io.kontor.usage.consumer;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.ChunkStore;
import io.kontor.model.merkle.ChunkedEntries;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import io.kontor.usage.journal.RecordPosition;
import java.nio.ByteBuffer;

/** Where each receipt stands in the journal, its leaf hash and kind: 53 bytes a receipt. Guarded by the journal's state. */
final class ReceiptTable {

    private static final int PLACE = 0;
    private static final int LENGTH = PLACE + Long.BYTES;
    private static final int INDEX = LENGTH + Integer.BYTES;
    private static final int KIND = INDEX + Long.BYTES;
    private static final int HASH = KIND + 1;
    private static final int ENTRY = HASH + Digest32.LENGTH;

    private final ChunkedEntries entries;

    /** @param chunks takes full chunks */
    ReceiptTable(ChunkStore chunks) {
        this.entries = new ChunkedEntries(chunks, ENTRY);
    }

    /** Adds a receipt; returns its number. */
    int add(RecordPosition position, Digest32 leafHash, CallReceipt receipt) {
        int number = size();
        ByteBuffer entry = ByteBuffer.allocate(ENTRY)
                .putLong(position.segment() << 32 | position.offset())
                .putInt(position.length())
                .putLong(receipt.index())
                .put((byte) receipt.kind().number());
        leafHash.put(entry);
        entries.add(entry.array());
        return number;
    }

    int size() {
        return Math.toIntExact(entries.count());
    }

    RecordPosition position(int number) {
        return entries.get(number, (bytes, at) -> {
            ByteBuffer entry = ByteBuffer.wrap(bytes);
            long place = entry.getLong(at + PLACE);
            return new RecordPosition(place >>> 32, (int) place, entry.getInt(at + LENGTH));
        });
    }

    Digest32 leafHash(int number) {
        return entries.get(number, (bytes, at) -> Digest32.of(bytes, at + HASH));
    }

    /** Where it says that it stands in its log. */
    long index(int number) {
        return entries.get(number, (bytes, at) -> ByteBuffer.wrap(bytes).getLong(at + INDEX));
    }

    LeafKind kind(int number) {
        return entries.get(
                number, (bytes, at) -> LeafKind.ofNumber(bytes[at + KIND]).orElseThrow());
    }
}
