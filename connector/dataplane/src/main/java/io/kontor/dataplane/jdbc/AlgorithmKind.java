package io.kontor.dataplane.jdbc;

/** What an algorithm answers. */
public enum AlgorithmKind {
    /** At most one record of the subject; column {@code _subject} says whose it is. */
    RECORD,
    /** Groups of people; column {@code _count} says how many stand in each. */
    AGGREGATE
}
