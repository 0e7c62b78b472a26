package io.kontor.model.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of the JDK. */
enum Sha256 implements HashFunction {
    INSTANCE;

    @Override
    public String algorithm() {
        return "SHA-256";
    }

    /** To find an implementation costs as much as to hash 64 bytes; finishing a digest resets it. */
    private static final ThreadLocal<MessageDigest> DIGESTS = ThreadLocal.withInitial(Sha256::create);

    @Override
    public byte[] hash(byte[]... parts) {
        MessageDigest digest = DIGESTS.get();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot hash: this Java has no SHA-256", e);
        }
    }
}
