package io.kontor.usage.consumer;

import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import io.kontor.usage.journal.RecordPosition;
import java.util.Arrays;

/** Where each receipt stands in the journal, its leaf hash and kind: 49 bytes a receipt. Guarded by the journal's state. */
final class ReceiptTable {

    private static final int FIRST_CAPACITY = 256;

    private long[] places = new long[FIRST_CAPACITY];
    private int[] lengths = new int[FIRST_CAPACITY];
    private byte[] hashes = new byte[FIRST_CAPACITY * Digest32.LENGTH];
    private byte[] kinds = new byte[FIRST_CAPACITY];
    private long[] indices = new long[FIRST_CAPACITY];
    private int size;

    /** Adds a receipt; returns its number. */
    int add(RecordPosition position, Digest32 leafHash, CallReceipt receipt) {
        if (size == places.length) {
            int capacity = Math.multiplyExact(size, 2);
            places = Arrays.copyOf(places, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            hashes = Arrays.copyOf(hashes, Math.multiplyExact(capacity, Digest32.LENGTH));
            kinds = Arrays.copyOf(kinds, capacity);
            indices = Arrays.copyOf(indices, capacity);
        }
        places[size] = position.segment() << 32 | position.offset();
        lengths[size] = position.length();
        System.arraycopy(leafHash.bytes(), 0, hashes, size * Digest32.LENGTH, Digest32.LENGTH);
        kinds[size] = (byte) receipt.kind().number();
        indices[size] = receipt.index();
        return size++;
    }

    int size() {
        return size;
    }

    RecordPosition position(int number) {
        return new RecordPosition(places[number] >>> 32, (int) places[number], lengths[number]);
    }

    Digest32 leafHash(int number) {
        int at = number * Digest32.LENGTH;
        return Digest32.of(hashes, at);
    }

    /** Where it says that it stands in its log. */
    long index(int number) {
        return indices[number];
    }

    LeafKind kind(int number) {
        return LeafKind.ofNumber(kinds[number]).orElseThrow();
    }
}
