package io.kontor.dataplane.call;

import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.SourceObject;
import io.kontor.model.id.Digest32;
import io.kontor.usage.content.ContentSealer;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Where pins lie while their downloads run. Thread-safe. */
final class PinStore {

    private final Path folder;
    private final long maxBytes;

    private PinStore(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /**
     * Opens an empty store.
     *
     * @param folder made when missing, emptied
     * @param maxBytes largest object
     */
    static PinStore open(Path folder, long maxBytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make folder " + folder, e);
        }
        Pin.deleteAll(folder);
        return new PinStore(folder, maxBytes);
    }

    /**
     * Copies an object.
     *
     * @param object the present version
     * @param callId call that downloads it
     * @param sealer content key of the grant
     * @param head bytes that go before it, such as a watermark
     * @throws SourceFailure when it cannot be read or is too large
     */
    Pin pin(SourceObject object, String callId, ContentSealer sealer, byte[] head) throws SourceFailure {
        if (object.size() > maxBytes) {
            throw new SourceFailure(
                    "Cannot download object: it has " + object.size() + " bytes, at most " + maxBytes + " are served");
        }
        Path file = folder.resolve(callId + ".pin");
        try {
            Pin.PinSummary summary = copy(object, callId, sealer, head, file);
            return new Pin(file, callId, sealer, summary);
        } catch (IOException e) {
            throw new SourceFailure("Cannot download object: it cannot be copied", e);
        }
    }

    private Pin.PinSummary copy(SourceObject object, String callId, ContentSealer sealer, byte[] head, Path file)
            throws IOException, SourceFailure {
        MessageDigest digest = sha256();
        RecordCounter counter = RecordCounter.of(object.contentType());
        long size = 0;
        try (InputStream in = new SequenceInputStream(new ByteArrayInputStream(head), object.open());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            byte[] buffer = new byte[Pin.PIECE_BYTES];
            long piece = 0;
            for (int read = in.readNBytes(buffer, 0, buffer.length);
                    read > 0;
                    read = in.readNBytes(buffer, 0, buffer.length)) {
                size += read;
                if (size > maxBytes + head.length) {
                    throw new SourceFailure("Cannot download object: it grew above the " + maxBytes + " bytes served");
                }
                digest.update(buffer, 0, read);
                counter.take(buffer, read);
                byte[] sealed = sealer.seal(Arrays.copyOf(buffer, read), Pin.context(callId, piece++));
                out.writeInt(sealed.length);
                out.write(sealed);
            }
        }
        return new Pin.PinSummary(size, Digest32.of(digest.digest()), counter.items(), counter.records());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot digest object: this Java has no SHA-256", e);
        }
    }
}
