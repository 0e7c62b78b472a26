package io.kontor.evidence.log;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes a log export line by line (LEX-1); buffers nothing. */
public final class LogExportWriter {

    private final OutputStream out;
    private long next;

    /**
     * Begins an export with its first line.
     *
     * @param out where it goes; stays open
     * @param header first line
     * @throws IOException when it cannot be written
     */
    public LogExportWriter(OutputStream out, LogExportHeader header) throws IOException {
        this.out = out;
        line(header.toJson());
    }

    /** The next entry, whole. */
    public void leaf(Digest32 hash, byte[] leaf) throws IOException {
        line(JsonObject.builder()
                .put("index", next)
                .put("hash", hash.hex())
                .put("leaf", Base64.getEncoder().encodeToString(leaf))
                .build());
        next++;
    }

    /** The next entry, of which only the hash is known. */
    public void hash(Digest32 hash) throws IOException {
        line(JsonObject.builder().put("index", next).put("hash", hash.hex()).build());
        next++;
    }

    private void line(JsonObject json) throws IOException {
        out.write(CanonicalJson.write(json).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
}
