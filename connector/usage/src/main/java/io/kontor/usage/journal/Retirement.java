package io.kontor.usage.journal;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/** Replaces the oldest segment by the file that stands for it, so that at each moment one of the two is whole (JNL-17). */
final class Retirement {

    private final JournalFiles files;
    private final HashFunction hash;
    private final Segments segments;

    Retirement(JournalFiles files, HashFunction hash, Segments segments) {
        this.files = files;
        this.hash = hash;
        this.segments = segments;
    }

    void retire(OldSegment segment, IntPredicate kept) throws IOException {
        long number = segment.number();
        if (number != segments.first()) {
            throw new IllegalArgumentException(
                    "Cannot retire segment " + number + ": the oldest is " + segments.first());
        }
        files.writeRetired(number, RetiredSegment.encode(segment, hash, kept));
        requireWhole(segment);
        segments.leaving(number);
        try {
            files.remove(number);
            segments.dropOldest();
        } finally {
            segments.leaving(0);
        }
    }

    /** What is on the disk now leads to the segment behind it. */
    private void requireWhole(OldSegment segment) throws IOException {
        SegmentHeader header = segment.header();
        Chain chain = new Chain(hash, header.chain());
        ByteBuffer bytes;
        try (JournalFile file = files.openRetired(header.segment())) {
            bytes = file.content();
        }
        long nextBatch = new RetiredSegment(files.name(), hash, chain, new Nothing())
                .read(header.segment(), bytes, header.firstBatch());
        SegmentFile next = segments.second();
        ByteBuffer start = ByteBuffer.allocate(SegmentHeader.BYTES);
        next.file().read(start, 0);
        SegmentHeader.decode(start.flip(), SegmentHeader.Form.WHOLE)
                .orElseThrow(() -> new JournalDamagedException(
                        "Cannot retire segment " + header.segment() + " of journal " + files.name()
                                + ": the header of segment " + next.number() + " does not verify",
                        null))
                .requireContinues(files.name(), next.number(), nextBatch, chain.value());
    }

    /** Looks at nothing: the reader verifies. */
    private static final class Nothing implements RecordVisitor {

        @Override
        public void visit(int type, byte[] payload, RecordPosition position) {}

        @Override
        public void retired(int type, Digest32 digest, RecordPosition position) {}
    }
}
