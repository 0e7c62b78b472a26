package io.kontor.contract.state;

/**
 * A record with its key.
 *
 * @param key its key
 * @param record the record
 * @param <T> the record's type
 */
public record Found<T>(Key<T> key, T record) {}
