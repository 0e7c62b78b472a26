package io.kontor.usage.journal;

/**
 * Where the payload of a record stands.
 *
 * @param segment segment number
 * @param offset offset of the payload in the segment
 * @param length length of the payload in bytes
 */
public record RecordPosition(long segment, int offset, int length) {}
