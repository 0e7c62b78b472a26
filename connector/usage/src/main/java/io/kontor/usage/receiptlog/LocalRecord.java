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
    BYTES_HELD(6);

    static final int LEAF = 1;

    private final int number;

    LocalRecord(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Optional<LocalRecord> ofNumber(int number) {
        return Stream.of(values()).filter(type -> type.number == number).findFirst();
    }
}
