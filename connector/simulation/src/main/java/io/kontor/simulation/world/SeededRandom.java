package io.kontor.simulation.world;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Chance of this whole process from one number, for keys that are made outside a run: only where nothing is secret, as in a simulation.
 */
public final class SeededRandom extends SecureRandomSpi {

    private static final long serialVersionUID = 1L;

    private static final String NAME = "KontorSimulation";
    private static final AtomicLong COUNTER = new AtomicLong();

    /** For the provider. */
    public SeededRandom() {}

    /** From now on each SecureRandom of this process begins again at the same place. */
    public static void install() {
        if (Security.getProvider(NAME) == null) {
            Security.insertProviderAt(new SeededProvider(), 1);
        }
        COUNTER.set(0);
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
        // The seed is the counter alone.
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
        for (int at = 0; at < bytes.length; at += Long.BYTES) {
            byte[] block = ByteBuffer.allocate(Long.BYTES)
                    .putLong(COUNTER.incrementAndGet())
                    .array();
            byte[] digest = sha256(block);
            System.arraycopy(digest, 0, bytes, at, Math.min(Long.BYTES, bytes.length - at));
        }
    }

    @Override
    protected byte[] engineGenerateSeed(int length) {
        byte[] seed = new byte[length];
        engineNextBytes(seed);
        return seed;
    }

    private static byte[] sha256(byte[] block) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(block);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot make chance: this Java has no SHA-256", e);
        }
    }

    private static final class SeededProvider extends Provider {

        private static final long serialVersionUID = 1L;

        SeededProvider() {
            super(NAME, "1", "Chance from one number, for simulations");
            put("SecureRandom.Seeded", SeededRandom.class.getName());
        }
    }
}
