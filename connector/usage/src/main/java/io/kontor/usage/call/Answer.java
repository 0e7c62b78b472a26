package io.kontor.usage.call;

/**
 * The bytes of a small answer.
 *
 * @param contentType media type
 * @param bytes exact bytes; not changed by anybody afterwards
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(String contentType, byte[] bytes) {}
