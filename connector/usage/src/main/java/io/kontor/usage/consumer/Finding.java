package io.kontor.usage.consumer;

/**
 * One thing in which a receipt differs.
 *
 * @param kind in what
 * @param expected what it should be
 * @param got what it is
 */
public record Finding(Difference.Kind kind, String expected, String got) {}
