package io.kontor.extension.grant;

import io.kontor.model.id.Digest32;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.eclipse.edc.spi.EdcException;
import org.eclipse.edc.spi.security.Vault;

/**
 * The evidence key of each agreement: made once by the supplier, kept in the vault, its SHA-256 stands in the grant, and both parties use it to
 * digest what was asked and released. One caller makes keys, any thread may read.
 */
public final class EvidenceKeys {
    private static final String PREFIX = "evidence-key--";
    private static final int BYTES = 32;

    private final Vault vault;
    private final SecureRandom random = new SecureRandom();

    /**
     * Creates the keys.
     *
     * @param vault the connector's vault
     */
    public EvidenceKeys(Vault vault) {
        this.vault = vault;
    }

    /**
     * Key of an agreement, made when there is none.
     *
     * @param agreementId shared agreement id
     * @return 32 bytes
     */
    public byte[] of(String agreementId) {
        String kept = vault.resolveSecret(PREFIX + agreementId);
        if (kept != null) {
            return Base64.getDecoder().decode(kept);
        }
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        vault.storeSecret(PREFIX + agreementId, Base64.getEncoder().encodeToString(key))
                .orElseThrow(failure -> new EdcException(failure.getFailureDetail()));
        return key;
    }

    static Digest32 digest(byte[] key) {
        try {
            return Digest32.of(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
