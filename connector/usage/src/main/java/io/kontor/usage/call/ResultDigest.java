package io.kontor.usage.call;

import io.kontor.model.id.Digest32;
import java.nio.ByteBuffer;

/** Digest of released bytes in order under the evidence key (RCP-6). One thread at a time. */
public interface ResultDigest {

    /** Takes bytes that are about to leave. */
    void update(byte[] bytes, int offset, int length);

    /** Takes the remaining bytes of a buffer, whose position does not change. */
    void update(ByteBuffer bytes);

    /** Bytes taken so far. */
    long bytes();

    /** The digest; nothing may be taken afterwards. */
    Digest32 finish();
}
