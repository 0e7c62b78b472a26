package io.kontor.usage.journal;

/**
 * An open segment.
 *
 * @param number segment number, from 1
 * @param file its file
 */
record SegmentFile(long number, JournalFile file) {}
