package io.kontor.usage.content;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.Sealing;
import io.kontor.usage.keys.KeyFolder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/** One content key per (agreement, resource); an agreement names one resource. Destroying it erases. Thread-safe. */
public final class ContentKeys {

    private static final String NAME = "content.";
    private static final byte[] SAMPLE = "kontor-destroyed-v1".getBytes(StandardCharsets.UTF_8);
    private static final int PREPARED = 4;

    private final KeyFolder folder;
    private final CryptoSuite suite;
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
    private final Map<String, Queue<Sealing>> prepared = new ConcurrentHashMap<>();
    private final Set<String> destroyed = ConcurrentHashMap.newKeySet();

    /**
     * Keys in a folder.
     *
     * @param folder folder
     * @param suite seals with them
     */
    public ContentKeys(KeyFolder folder, CryptoSuite suite) {
        this.folder = folder;
        this.suite = suite;
    }

    /** A sealer for an agreement; its key is made when first used. */
    public ContentSealer sealer(String grantId) {
        return new Sealer(grantId);
    }

    /** Name of the key of an agreement, as statements list it. */
    public static String nameOf(String grantId) {
        return NAME + grantId;
    }

    /**
     * Destroys the key for good, never made again by this instance, and tries it: what was sealed a moment before must not open any more.
     *
     * @return what was sealed; empty when the agreement had no key
     * @throws IllegalStateException when it still opens
     */
    public synchronized Optional<byte[]> destroy(String grantId) {
        byte[] key = keys.remove(grantId);
        Optional<byte[]> live = key == null ? folder.read(nameOf(grantId)) : Optional.of(key);
        Optional<byte[]> sample = live.map(known -> suite.seal(known, suite.random(CryptoSuite.LENGTH), SAMPLE));
        destroyed.add(grantId);
        prepared.remove(grantId);
        live.ifPresent(known -> Arrays.fill(known, (byte) 0));
        folder.destroy(nameOf(grantId));
        sample.ifPresent(piece -> requireClosed(grantId, piece, live.orElseThrow()));
        return sample;
    }

    /** Neither what is left in memory nor what is left on disk opens it. */
    private void requireClosed(String grantId, byte[] sample, byte[] left) {
        for (byte[] candidate :
                folder.read(nameOf(grantId)).map(found -> List.of(left, found)).orElse(List.of(left))) {
            try {
                suite.open(candidate, sample, SAMPLE);
            } catch (CryptoException e) {
                continue;
            }
            throw new IllegalStateException(
                    "Cannot destroy key " + nameOf(grantId) + ": what was sealed under it still opens");
        }
    }

    private synchronized byte[] key(String grantId) {
        if (destroyed.contains(grantId)) {
            throw new KeyDestroyedException("Cannot use content of grant " + grantId + ": its key is destroyed");
        }
        return keys.computeIfAbsent(
                        grantId,
                        id -> folder.read(nameOf(id)).orElseGet(() -> {
                            byte[] made = suite.random(CryptoSuite.LENGTH);
                            folder.write(nameOf(id), made);
                            return made;
                        }))
                .clone();
    }

    private Sealing borrow(String grantId) {
        Queue<Sealing> kept = prepared.get(grantId);
        Sealing sealing = kept == null ? null : kept.poll();
        return sealing == null ? suite.sealing(key(grantId)) : sealing;
    }

    /** Nothing that holds a destroyed key is kept. */
    private synchronized void giveBack(String grantId, Sealing sealing) {
        if (!destroyed.contains(grantId)) {
            prepared.computeIfAbsent(grantId, id -> new ArrayBlockingQueue<>(PREPARED))
                    .offer(sealing);
        }
    }

    private final class Sealer implements ContentSealer {

        private final String grantId;

        Sealer(String grantId) {
            this.grantId = grantId;
        }

        @Override
        public byte[] seal(byte[] plain, String context) {
            Sealing sealing = borrow(grantId);
            byte[] sealed = sealing.seal(plain, bound(context));
            giveBack(grantId, sealing);
            return sealed;
        }

        @Override
        public byte[] open(byte[] sealed, String context) {
            byte[] key = key(grantId);
            try {
                return suite.open(key, sealed, bound(context));
            } catch (CryptoException e) {
                throw new IllegalArgumentException(
                        "Cannot open content of grant " + grantId + ": it is not what was sealed as " + context, e);
            }
        }

        private byte[] bound(String context) {
            return ("kontor-content-v1\n" + grantId + "\n" + context).getBytes(StandardCharsets.UTF_8);
        }
    }
}
