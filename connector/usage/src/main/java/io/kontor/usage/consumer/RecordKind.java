package io.kontor.usage.consumer;

/** Types of the records in a consumer's journal; each payload is canonical JSON (CNJ-0). */
final class RecordKind {

    static final int ASKED = 1;
    static final int RECEIPT = 2;
    static final int CLOSED = 3;
    static final int HEAD_TAKEN = 4;
    static final int DIFFERENCE = 5;
    static final int PROVEN = 6;
    static final int HEAD_SIGNED = 7;
    static final int DELETED = 8;

    private RecordKind() {}
}
