package io.kontor.model.merkle;

/** A hash function with 32 bytes of output. Implementations are stateless and safe for use by many threads. */
public interface HashFunction {

    /** Length of the output in bytes. */
    int LENGTH = 32;

    /** Its name for people, such as {@code SHA-256}. */
    String algorithm();

    /** The hash of the parts, one after the other. */
    byte[] hash(byte[]... parts);

    /** SHA-256. */
    static HashFunction sha256() {
        return Sha256.INSTANCE;
    }
}
