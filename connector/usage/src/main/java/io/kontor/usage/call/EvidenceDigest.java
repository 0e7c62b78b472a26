package io.kontor.usage.call;

import io.kontor.crypto.suite.StreamMac;
import io.kontor.model.id.Digest32;
import io.kontor.usage.keys.Hmac;
import java.nio.ByteBuffer;

/** HMAC over released bytes under the evidence key; either side makes it. */
public final class EvidenceDigest implements ResultDigest {

    private final StreamMac mac;
    private long bytes;

    /** @param key the agreement's evidence key */
    public EvidenceDigest(Hmac key) {
        this.mac = key.start();
    }

    @Override
    public void update(byte[] from, int offset, int length) {
        mac.update(from, offset, length);
        bytes += length;
    }

    @Override
    public void update(ByteBuffer from) {
        bytes += from.remaining();
        mac.update(from);
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public Digest32 finish() {
        return Digest32.of(mac.finish());
    }
}
