package io.kontor.app.ledger;

/** Type of a record by its key (docs/spec/contract.md, Keys). */
public final class RecordType {

    private RecordType() {}

    /** The first part of the key; a numbered version of a record has a type of its own, such as {@code grant-version}. */
    public static String of(String key) {
        String[] parts = key.split("/", -1);
        boolean version = parts.length == 4 && "v".equals(parts[2]);
        return version ? parts[0] + "-version" : parts[0];
    }
}
