package io.kontor.crypto.suite;

import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/** A private key on a suite's curve. */
abstract class EcSigningKey implements SigningKey {

    private final EcKeys curve;
    private final ECPrivateKeyParameters key;
    private final EcVerifyingKey verifyingKey;

    EcSigningKey(EcKeys curve, ECPrivateKeyParameters key, EcVerifyingKey verifyingKey) {
        this.curve = curve;
        this.key = key;
        this.verifyingKey = verifyingKey;
    }

    final ECPrivateKeyParameters key() {
        return key;
    }

    @Override
    public final VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    @Override
    public final byte[] sign(byte[]... message) {
        return signDigest(verifyingKey.digestOf(message));
    }

    @Override
    public final byte[] pkcs8() {
        return curve.writePrivate(key);
    }

    @Override
    public final String toString() {
        return curve.name() + " private key of " + verifyingKey.fingerprint();
    }
}
