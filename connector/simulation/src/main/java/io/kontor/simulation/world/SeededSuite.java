package io.kontor.simulation.world;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.KeyAgreement;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.crypto.suite.StreamMac;
import io.kontor.crypto.suite.VerifyingKey;
import io.kontor.model.merkle.HashFunction;
import java.util.HexFormat;
import java.util.Random;

/** The real algorithms with chance from the seed. */
public final class SeededSuite implements CryptoSuite {

    /** A private key of P-256 up to its number, which follows. */
    private static final byte[] PKCS8 =
            HexFormat.of().parseHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420");

    private final CryptoSuite suite = CryptoSuites.intl();
    private final Random random;

    /** @param random chance */
    public SeededSuite(Random random) {
        this.random = random;
    }

    @Override
    public String name() {
        return suite.name();
    }

    @Override
    public HashFunction hash() {
        return suite.hash();
    }

    @Override
    public byte[] hmac(byte[] key, byte[]... parts) {
        return suite.hmac(key, parts);
    }

    @Override
    public SigningKey newSigningKey() {
        byte[] pkcs8 = java.util.Arrays.copyOf(PKCS8, PKCS8.length + LENGTH);
        System.arraycopy(random(LENGTH), 0, pkcs8, PKCS8.length, LENGTH);
        pkcs8[PKCS8.length] = 0; // below the order of the curve
        return suite.signingKey(pkcs8);
    }

    @Override
    public StreamMac mac(byte[] key) {
        return suite.mac(key);
    }

    @Override
    public KeyAgreement newKeyAgreement() {
        return suite.newKeyAgreement();
    }

    @Override
    public SigningKey signingKey(byte[] pkcs8) {
        return suite.signingKey(pkcs8);
    }

    @Override
    public VerifyingKey verifyingKey(byte[] subjectPublicKeyInfo) {
        return suite.verifyingKey(subjectPublicKeyInfo);
    }

    @Override
    public byte[] seal(byte[] key, byte[] plaintext, byte[] associated) {
        return suite.seal(key, plaintext, associated);
    }

    @Override
    public byte[] open(byte[] key, byte[] sealed, byte[] associated) {
        return suite.open(key, sealed, associated);
    }

    @Override
    public byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
