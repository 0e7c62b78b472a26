package io.kontor.usage.engine;

/**
 * What a look at the journal's retention came to (JNL-14).
 *
 * @param segments segments that are retired, in all
 * @param reason why the oldest of the others is not
 */
public record Retired(long segments, String reason) {}
