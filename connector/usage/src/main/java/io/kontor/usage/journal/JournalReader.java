package io.kontor.usage.journal;

import io.kontor.model.merkle.HashFunction;
import java.io.IOException;
import java.util.HexFormat;

/** Reads a journal without changing it: checksums, batch numbers and the hash chain are verified on the way (JNL-3, JNL-5). */
public final class JournalReader {

    private JournalReader() {}

    /**
     * What was read.
     *
     * @param segments segments that are whole
     * @param retired segments that are retired (JNL-14)
     * @param batches whole batches
     * @param torn whether bytes stand behind the last whole batch: written when the instance stopped, never answered, or being written now
     * @param chain chain of the last batch, hex
     */
    public record Extent(int segments, long retired, long batches, boolean torn, String chain) {}

    /**
     * Reads all of it.
     *
     * @param files closed at the end
     * @param hash of the chain
     * @param visitor sees the records in order
     * @throws JournalDamagedException when something does not verify: names segment and byte
     */
    public static Extent read(JournalFiles files, HashFunction hash, RecordVisitor visitor) {
        Recovery recovery = new Recovery(files, hash, Recovery.Tail.KEEP, visitor);
        try (files) {
            recovery.run();
            return new Extent(
                    recovery.segments().size(),
                    recovery.retired(),
                    recovery.nextBatch() - 1,
                    recovery.torn(),
                    HexFormat.of().formatHex(recovery.chain().value()));
        } catch (IOException e) {
            throw new JournalDamagedException("Cannot read journal " + files.name() + ": " + e, e);
        } finally {
            recovery.closeAll();
        }
    }
}
