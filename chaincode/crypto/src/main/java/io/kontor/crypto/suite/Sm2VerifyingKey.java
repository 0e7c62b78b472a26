package io.kontor.crypto.suite;

import io.kontor.model.id.Fingerprint;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** Verifies SM2 over SM3; strict DER only. */
final class Sm2VerifyingKey implements VerifyingKey {

    private final ECPublicKeyParameters key;
    private final byte[] spki;
    private final byte[] signerDigest;
    private final Fingerprint fingerprint;

    Sm2VerifyingKey(ECPublicKeyParameters key) {
        this.key = key;
        this.spki = Sm2.KEYS.writePublic(key);
        this.signerDigest = Sm2.signerDigest(key);
        this.fingerprint = Fingerprint.ofKey(spki);
    }

    byte[] signerDigest() {
        return signerDigest;
    }

    @Override
    public boolean verify(byte[] signature, byte[]... message) {
        return verifyDigest(signature, Sm2.messageDigest(signerDigest, message));
    }

    /** GM/T 0003.2-2012, 7.1. */
    @Override
    public boolean verifyDigest(byte[] signature, byte[] digest) {
        P256.requireDigest(digest);
        BigInteger @Nullable [] pair = Sm2.KEYS.pair(signature);
        if (pair == null || pair[0].signum() == 0 || pair[1].signum() == 0) {
            return false;
        }
        BigInteger n = Sm2.ORDER;
        BigInteger t = pair[0].add(pair[1]).mod(n);
        if (t.signum() == 0) {
            return false;
        }
        ECPoint point = ECAlgorithms.sumOfTwoMultiplies(Sm2.DOMAIN.getG(), pair[1], key.getQ(), t)
                .normalize();
        return !point.isInfinity()
                && new BigInteger(1, digest)
                        .add(point.getAffineXCoord().toBigInteger())
                        .mod(n)
                        .equals(pair[0]);
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
        return other instanceof Sm2VerifyingKey that && Arrays.equals(spki, that.spki);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "SM2 public key " + fingerprint;
    }
}
