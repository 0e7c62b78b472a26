package io.kontor.crypto.suite;

import java.nio.ByteBuffer;

/**
 * Nonces of 96 bits for one key (CRY-6): the first is random, each further one counts its last 32 bits up, and before they would come again
 * a new one is drawn. One thread at a time.
 */
final class Nonces {

    private static final int COUNTED_AT = EcSuite.NONCE_BYTES - Integer.BYTES;

    private final CryptoSuite suite;
    private final ByteBuffer next = ByteBuffer.allocate(EcSuite.NONCE_BYTES);
    private int given;

    Nonces(CryptoSuite suite) {
        this.suite = suite;
    }

    byte[] next() {
        if (given++ == 0) {
            next.put(0, suite.random(EcSuite.NONCE_BYTES));
        } else {
            next.putInt(COUNTED_AT, next.getInt(COUNTED_AT) + 1);
        }
        return next.array().clone();
    }
}
