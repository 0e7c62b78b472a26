package io.kontor.dataplane.call;

import io.kontor.model.id.Digest32;
import io.kontor.usage.content.ContentSealer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of an object, copied when its call began and sealed under the content key of its grant (DPL-11): a replaced file does not
 * change a running download, and the end of the grant erases the copy. Any number of readers may read it. Thread-safe.
 */
final class Pin implements AutoCloseable {

    /** Bytes of each piece but the last. */
    static final int PIECE_BYTES = 32 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Pin.class);

    private final Path file;
    private final String callId;
    private final ContentSealer sealer;
    private final PinSummary summary;

    Pin(Path file, String callId, ContentSealer sealer, PinSummary summary) {
        this.file = file;
        this.callId = callId;
        this.sealer = sealer;
        this.summary = summary;
    }

    /** What was pinned. */
    PinSummary summary() {
        return summary;
    }

    /** A reader of some bytes. */
    PinReader reader(RequestedRange.ByteRange range) throws IOException {
        return new PinReader(file, range, (bytes, piece) -> sealer.open(bytes, context(callId, piece)));
    }

    static String context(String callId, long piece) {
        return "pin:" + callId + ":" + piece;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Cannot delete pin of call {}; it is deleted at the next start", callId, e);
        }
    }

    /**
     * What was pinned.
     *
     * @param size bytes
     * @param digest SHA-256 of the bytes
     * @param items data items of each record
     * @param records records
     */
    record PinSummary(long size, Digest32 digest, int items, long records) {}

    /** Deletes what an earlier run left. */
    static void deleteAll(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear folder " + folder, e);
        }
    }
}
