package io.kontor.model.receipt;

import java.util.Optional;
import java.util.stream.Stream;

/** Kind of a leaf of a receipt log; the wire number is fixed in docs/spec/receipt.md. */
public enum LeafKind {
    /** First leaf of each epoch. */
    EPOCH_OPENED(1),
    /** A call that was answered: its receipt and its decrement are one record. */
    RELEASED(2),
    /** A unit taken for a stream, a viewing or a consented call, before the first byte. */
    RESERVED(3),
    /** End of a reservation with nothing released. */
    ABORTED(4),
    /** A refused call of an authenticated session. */
    DENIED(5),
    /** A call whose source failed; nothing was released and the unit is given back. */
    FAILED(6),
    /** A refused opening of a session by a member whose key verified. */
    SESSION_REFUSED(7),
    /** A lease is given back. */
    LEASE_CLOSED(8),
    /** No more call is served in a period of an order. */
    PERIOD_CLOSED(9),
    /** The consumer's signed head was received. */
    CONSUMER_HEAD(10);

    private final int number;

    LeafKind(int number) {
        this.number = number;
    }

    /** Wire number. */
    public int number() {
        return number;
    }

    /** Whether it is the receipt of a call. */
    public boolean isCall() {
        return this == RELEASED || this == RESERVED || this == ABORTED || this == DENIED || this == FAILED;
    }

    /** The kind with this wire number, or empty for a number that no kind has. */
    public static Optional<LeafKind> ofNumber(int number) {
        return Stream.of(values()).filter(kind -> kind.number == number).findFirst();
    }
}
