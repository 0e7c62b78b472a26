package io.kontor.usage.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The open segments, oldest first: retired ones stand before them, the last is being written. Any thread may read. */
final class Segments {

    private volatile List<SegmentFile> files;
    private volatile long first;
    private volatile long leaving;

    /**
     * Segments after recovery.
     *
     * @param retired number of retired segments before them
     * @param files the segments
     */
    Segments(long retired, List<SegmentFile> files) {
        this.first = retired + 1;
        this.files = List.copyOf(files);
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /** The segment that is being written. */
    SegmentFile last() {
        List<SegmentFile> now = files;
        return now.get(now.size() - 1);
    }

    /** Number of the segment that is to be made next. */
    long next() {
        return first + files.size();
    }

    /** Number of the oldest segment that is not retired. */
    long first() {
        return first;
    }

    /** The oldest segment, if it is written no more. */
    Optional<SegmentFile> oldest() {
        List<SegmentFile> now = files;
        return now.size() > 1 ? Optional.of(now.get(0)) : Optional.empty();
    }

    /** The segment behind the oldest. */
    SegmentFile second() {
        return files.get(1);
    }

    synchronized void add(SegmentFile segment) {
        files = Stream.concat(files.stream(), Stream.of(segment)).toList();
    }

    /** The segment before the last is full and on the disk (JNL-20). */
    void restFull() throws IOException {
        List<SegmentFile> now = files;
        if (now.size() > 1) {
            now.get(now.size() - 2).file().rest();
        }
    }

    /** The oldest segment's file is about to be removed: who cannot read it finds it retired. 0 when it stays after all. */
    void leaving(long number) {
        leaving = number;
    }

    /** Forgets the oldest segment, which is retired now. */
    synchronized void dropOldest() throws IOException {
        SegmentFile oldest = files.get(0);
        first++;
        files = files.subList(1, files.size()).stream().toList();
        oldest.file().close();
    }

    /** The payload of a durable record; empty when its segment is retired. */
    Optional<byte[]> read(RecordPosition position) throws IOException {
        List<SegmentFile> now = files;
        long index = position.segment() - now.get(0).number();
        if (index < 0) {
            return Optional.empty();
        }
        ByteBuffer payload = ByteBuffer.allocate(position.length());
        try {
            now.get(Math.toIntExact(index)).file().read(payload, position.offset());
        } catch (IOException e) {
            if (position.segment() < first || position.segment() == leaving) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(payload.array());
    }

    /** Closes what was opened of a journal that cannot be used. */
    static void closeAll(List<SegmentFile> segments, JournalFiles folder) {
        try {
            for (SegmentFile segment : segments) {
                segment.file().close();
            }
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close journal " + folder.name(), e);
        }
    }

    void closeAll() throws IOException {
        for (SegmentFile segment : files) {
            segment.file().close();
        }
    }
}
