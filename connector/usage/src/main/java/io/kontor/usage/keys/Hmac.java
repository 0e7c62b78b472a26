package io.kontor.usage.keys;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.StreamMac;
import io.kontor.model.id.Digest32;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The suite's HMAC under one key with its prepared objects kept, for the hot path and for streams. Thread-safe. */
public final class Hmac {

    private static final int KEPT = 16;

    private final CryptoSuite suite;
    private final byte[] key;
    /** The one that was used last: most keys have one caller at a time, who needs no lock to get it. */
    private final AtomicReference<@Nullable StreamMac> last;

    private final Queue<StreamMac> kept = new ArrayBlockingQueue<>(KEPT);

    /**
     * Prepares a key.
     *
     * @param suite computes
     * @param key key bytes, at least 16
     */
    public Hmac(CryptoSuite suite, byte[] key) {
        this.suite = suite;
        this.key = key.clone();
        this.last = new AtomicReference<>(suite.mac(key));
    }

    /** The code of the parts in order. */
    public byte[] of(byte[]... parts) {
        StreamMac mac = start();
        for (byte[] part : parts) {
            mac.update(part, 0, part.length);
        }
        byte[] code = mac.finish();
        if (!last.compareAndSet(null, mac)) {
            kept.offer(mac);
        }
        return code;
    }

    /** The code of the parts as a digest. */
    public Digest32 digest(byte[]... parts) {
        return Digest32.of(of(parts));
    }

    /** A new object to feed piece by piece; it belongs to the caller. */
    public StreamMac start() {
        StreamMac mac = last.getAndSet(null);
        if (mac == null) {
            mac = kept.poll();
        }
        return mac != null ? mac : suite.mac(key);
    }
}
