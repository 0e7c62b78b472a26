package io.kontor.usage.journal;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The hash chain over batches (JNL-3): {@code H(chain before ‖ u64 number ‖ for each record: u8 type ‖ H(0x00 ‖ payload))}. One thread.
 */
final class Chain {

    static final int BYTES = HashFunction.LENGTH;
    private static final int ENTRY = 1 + BYTES;

    private final HashFunction hash;
    private byte[] value;
    private byte[] entries = new byte[64 * ENTRY];
    private int count;

    /** @param value chain up to now; zeros before the first batch */
    Chain(HashFunction hash, byte[] value) {
        this.hash = hash;
        this.value = value.clone();
    }

    /** Chain of the last whole batch. */
    byte[] value() {
        return value.clone();
    }

    void begin() {
        count = 0;
    }

    void add(int type, Digest32 digest) {
        if ((count + 1) * ENTRY > entries.length) {
            entries = Arrays.copyOf(entries, 2 * entries.length);
        }
        entries[count * ENTRY] = (byte) type;
        digest.copyTo(entries, count * ENTRY + 1);
        count++;
    }

    /** Forgets all records but the first ones. */
    void keep(int records) {
        count = records;
    }

    /** Ends a batch; its chain. */
    byte[] advance(long number) {
        byte[] place = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        value = hash.hash(value, place, Arrays.copyOf(entries, count * ENTRY));
        return value.clone();
    }
}
