package io.kontor.usage.keys;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The named keys of one instance: the log's key and the evidence key of each agreement. Thread-safe. */
public final class InstanceKeys {

    private static final String LOG = "log";
    private static final String EVIDENCE = "evidence.";

    private final KeyFolder folder;
    private final CryptoSuite suite;
    private final Map<String, EvidenceKey> evidence = new ConcurrentHashMap<>();

    /**
     * An evidence key in use.
     *
     * @param bytes 32 bytes; also given to the consumer
     * @param mac the key ready for use
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record EvidenceKey(byte[] bytes, Hmac mac) {}

    /**
     * Keys in a folder.
     *
     * @param folder folder
     * @param suite suite
     */
    public InstanceKeys(KeyFolder folder, CryptoSuite suite) {
        this.folder = folder;
        this.suite = suite;
    }

    /** The key that signs the log's heads; made at the first start. */
    public SigningKey logKey() {
        Optional<byte[]> kept = folder.read(LOG);
        if (kept.isPresent()) {
            return suite.signingKey(kept.get());
        }
        SigningKey made = suite.newSigningKey();
        folder.write(LOG, made.pkcs8());
        return made;
    }

    /**
     * Keeps the evidence key of an agreement.
     *
     * @param digest digest that stands in the grant
     * @return whether the key is the one of the digest
     */
    public Optional<EvidenceKey> keepEvidence(String grantId, byte[] key, Digest32 digest) {
        if (key.length != CryptoSuite.LENGTH
                || !Digest32.of(HashFunction.sha256().hash(key)).equals(digest)) {
            return Optional.empty();
        }
        EvidenceKey kept = new EvidenceKey(key.clone(), new Hmac(suite, key));
        EvidenceKey before = evidence.get(grantId);
        if (before == null || !java.security.MessageDigest.isEqual(before.bytes(), key)) {
            folder.write(EVIDENCE + grantId, key);
            evidence.put(grantId, kept);
        }
        return Optional.of(kept);
    }

    /** The evidence key of an agreement, if this instance was given it. */
    public Optional<EvidenceKey> evidence(String grantId) {
        EvidenceKey known = evidence.get(grantId);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<EvidenceKey> kept =
                folder.read(EVIDENCE + grantId).map(key -> new EvidenceKey(key, new Hmac(suite, key)));
        kept.ifPresent(key -> evidence.put(grantId, key));
        return kept;
    }
}
