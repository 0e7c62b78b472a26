package io.kontor.crypto.suite;

import io.kontor.model.id.Fingerprint;
import io.kontor.model.merkle.HashFunction;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.jspecify.annotations.Nullable;

/** Verifies ECDSA over SHA-256; strict DER and low s only. */
final class P256VerifyingKey implements VerifyingKey {

    private final ECPublicKeyParameters key;
    private final byte[] spki;
    private final Fingerprint fingerprint;

    P256VerifyingKey(ECPublicKeyParameters key) {
        this.key = key;
        this.spki = P256.KEYS.writePublic(key);
        this.fingerprint = Fingerprint.ofKey(spki);
    }

    static P256VerifyingKey read(byte[] spki) {
        return new P256VerifyingKey(P256.KEYS.readPublic(spki));
    }

    @Override
    public boolean verify(byte[] signature, byte[]... message) {
        return verifyDigest(signature, HashFunction.sha256().hash(message));
    }

    @Override
    public boolean verifyDigest(byte[] signature, byte[] digest) {
        P256.requireDigest(digest);
        BigInteger @Nullable [] pair = P256.KEYS.pair(signature);
        if (pair == null || !P256.isLowS(pair[1])) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, key);
        return verifier.verifySignature(digest, pair[0], pair[1]);
    }

    @Override
    public byte[] spki() {
        return spki.clone();
    }

    @Override
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof P256VerifyingKey that && Arrays.equals(spki, that.spki);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "P-256 public key " + fingerprint;
    }
}
