package io.kontor.usage.journal;

/** When a record counts as durable. */
public enum Durability {
    /** After {@code fdatasync}: survives a power loss. */
    DISK,
    /** After {@code write}: survives a killed process, not a power loss. */
    OS
}
