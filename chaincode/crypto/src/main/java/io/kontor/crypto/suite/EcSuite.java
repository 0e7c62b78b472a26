package io.kontor.crypto.suite;

import java.security.SecureRandom;

/** What the suites have in common: lengths of keys, nonces and tags, their bounds (CRY-5, CRY-6), keys of one curve, randomness. */
abstract class EcSuite implements CryptoSuite {

    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;
    private static final int SHORTEST_MAC_KEY = 16;

    private final EcKeys curve;
    private final SecureRandom random = new SecureRandom();

    EcSuite(EcKeys curve) {
        this.curve = curve;
    }

    /** A MAC under a key that is long enough. */
    abstract StreamMac macUnder(byte[] key);

    final SecureRandom random() {
        return random;
    }

    @Override
    public final byte[] hmac(byte[] key, byte[]... parts) {
        StreamMac mac = mac(key);
        for (byte[] part : parts) {
            mac.update(part, 0, part.length);
        }
        return mac.finish();
    }

    @Override
    public final StreamMac mac(byte[] key) {
        if (key.length < SHORTEST_MAC_KEY) {
            throw new CryptoException(
                    "Cannot compute MAC: the key has " + key.length + " bytes, must have at least " + SHORTEST_MAC_KEY);
        }
        return macUnder(key);
    }

    @Override
    public final KeyAgreement newKeyAgreement() {
        return new EcKeyAgreement(curve, random);
    }

    @Override
    public final byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    static void requireContentKey(byte[] key) {
        if (key.length != LENGTH) {
            throw new CryptoException("Cannot use content key: it has " + key.length + " bytes, must have " + LENGTH);
        }
    }

    static void requireSealed(byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BYTES) {
            throw new CryptoException("Cannot open sealed data: it has " + sealed.length + " bytes, must have at least "
                    + (NONCE_BYTES + TAG_BYTES));
        }
    }
}
