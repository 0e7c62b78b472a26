package io.kontor.dataplane.call;

import io.kontor.model.id.Digest32;
import io.kontor.usage.content.ContentSealer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of an object, copied when its call began and sealed under the content key of its grant (DPL-11): a replaced file does not
 * change a running download, and the end of the grant erases the copy. Read by one thread at a time, piece by piece.
 */
final class Pin implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pin.class);

    private final Path file;
    private final String callId;
    private final ContentSealer sealer;
    private final PinSummary summary;
    private final DataInputStream pieces;
    private long next;

    Pin(Path file, String callId, ContentSealer sealer, PinSummary summary) throws IOException {
        this.file = file;
        this.callId = callId;
        this.sealer = sealer;
        this.summary = summary;
        this.pieces = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    /** What was pinned. */
    PinSummary summary() {
        return summary;
    }

    /** The next piece in clear; an empty array at the end. */
    byte[] read() throws IOException {
        int length;
        try {
            length = pieces.readInt();
        } catch (EOFException e) {
            return new byte[0];
        }
        byte[] sealed = new byte[length];
        pieces.readFully(sealed);
        return sealer.open(sealed, context(callId, next++));
    }

    static String context(String callId, long piece) {
        return "pin:" + callId + ":" + piece;
    }

    @Override
    public void close() {
        try {
            pieces.close();
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
