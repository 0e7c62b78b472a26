package io.kontor.crypto.suite;

import java.nio.ByteBuffer;

/**
 * Nonces of 96 bits that are never given twice: 64 random bits and a counter, with new random bits when the counter has come round. One
 * thread at a time.
 */
final class Nonces {

    private static final int RANDOM_BYTES = Long.BYTES;

    private final CryptoSuite suite;
    private final ByteBuffer next = ByteBuffer.allocate(RANDOM_BYTES + Integer.BYTES);
    private int counter;

    Nonces(CryptoSuite suite) {
        this.suite = suite;
    }

    byte[] next() {
        if (counter == 0) {
            next.put(0, suite.random(RANDOM_BYTES));
        }
        next.putInt(RANDOM_BYTES, counter++);
        return next.array().clone();
    }
}
