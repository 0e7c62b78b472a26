package io.kontor.usage.receiptlog;

import java.util.Optional;
import java.util.stream.Stream;

/** Records of the journal that are no leaves (JNL-4). Their payload is canonical JSON. */
public enum LocalRecord {
    /** A block of units was leased: the Lease. */
    LEASE_TAKEN(2),
    /** An anchor is about to be submitted: the AnchorRequest, byte for byte. */
    ANCHOR_REQUESTED(3),
    /** A grant was stopped here for good: {@code {grantId, reason, at}}. */
    GRANT_TERMINATED(4),
    /** Content keys were destroyed: the statement. */
    KEYS_DESTROYED(5),
    /** Bytes of a stream were reserved with its RESERVED leaf: {@code {callId, grantId, bytes}}. */
    BYTES_HELD(6),
    /** A run of the instance began: {@code {bootId, durability, lastEnd, at}}. */
    STARTED(7),
    /** A run of the instance ended in order: {@code {at}}. */
    CLOSED(8);

    /** Number of a leaf's records. */
    public static final int LEAF = 1;

    private final int number;

    LocalRecord(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /**
     * Whether it must be on the disk, with all that stands before it, whatever the durability class: what it says must never be forgotten,
     * and a head that is anchored never covers a leaf that a machine may lose.
     */
    boolean forced() {
        return this != LEASE_TAKEN && this != BYTES_HELD;
    }

    /** The type with this number, or empty for a leaf and for unknown ones. */
    public static Optional<LocalRecord> of(int number) {
        return ofNumber(number);
    }

    static Optional<LocalRecord> ofNumber(int number) {
        return Stream.of(values()).filter(type -> type.number == number).findFirst();
    }
}
