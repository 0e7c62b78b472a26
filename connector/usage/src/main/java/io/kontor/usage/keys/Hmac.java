package io.kontor.usage.keys;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.model.id.Digest32;
import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC under one key with its prepared objects kept, for the hot path and for streams. Thread-safe. */
public final class Hmac {

    private static final int KEPT = 16;

    private final SecretKeySpec key;
    private final Queue<Mac> kept = new ArrayBlockingQueue<>(KEPT);

    /**
     * Prepares a key.
     *
     * @param suite names the hash function
     * @param key key bytes
     */
    public Hmac(CryptoSuite suite, byte[] key) {
        this.key = new SecretKeySpec(key, "Hmac" + suite.hash().algorithm().replace("-", ""));
    }

    /** The code of the parts in order. */
    public byte[] of(byte[]... parts) {
        Mac mac = borrow();
        for (byte[] part : parts) {
            mac.update(part);
        }
        byte[] code = mac.doFinal();
        kept.offer(mac);
        return code;
    }

    /** The code of the parts as a digest. */
    public Digest32 digest(byte[]... parts) {
        return Digest32.of(of(parts));
    }

    /** A new object to feed piece by piece; it belongs to the caller. */
    public Mac start() {
        return borrow();
    }

    private Mac borrow() {
        Mac mac = kept.poll();
        if (mac != null) {
            return mac;
        }
        try {
            Mac made = Mac.getInstance(key.getAlgorithm());
            made.init(key);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot use " + key.getAlgorithm() + ": this Java has none", e);
        }
    }
}
