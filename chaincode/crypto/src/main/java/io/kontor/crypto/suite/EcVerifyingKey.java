package io.kontor.crypto.suite;

import io.kontor.model.id.Fingerprint;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.jspecify.annotations.Nullable;

/** A public key on a suite's curve: its encoding, its name, and the form that a signature must have (CRY-2, CRY-3). */
abstract class EcVerifyingKey implements VerifyingKey {

    private final EcKeys curve;
    private final ECPublicKeyParameters key;
    private final byte[] spki;
    private final Fingerprint fingerprint;

    EcVerifyingKey(EcKeys curve, ECPublicKeyParameters key) {
        this.curve = curve;
        this.key = key;
        this.spki = curve.writePublic(key);
        this.fingerprint = Fingerprint.ofKey(spki);
    }

    /** The digest that a signature over the message is over. */
    abstract byte[] digestOf(byte[][] message);

    /** Whether the pair is a signature over the digest; r and s are numbers that the encoding can hold. */
    abstract boolean holds(BigInteger r, BigInteger s, byte[] digest);

    final ECPublicKeyParameters key() {
        return key;
    }

    @Override
    public final boolean verify(byte[] signature, byte[]... message) {
        return verifyDigest(signature, digestOf(message));
    }

    @Override
    public final boolean verifyDigest(byte[] signature, byte[] digest) {
        EcKeys.requireDigest(digest);
        BigInteger @Nullable [] pair = curve.pair(signature);
        return pair != null && holds(pair[0], pair[1], digest);
    }

    @Override
    public final byte[] spki() {
        return spki.clone();
    }

    @Override
    public final Fingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof EcVerifyingKey that && Arrays.equals(spki, that.spki);
    }

    @Override
    public final int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public final String toString() {
        return curve.name() + " public key " + fingerprint;
    }
}
