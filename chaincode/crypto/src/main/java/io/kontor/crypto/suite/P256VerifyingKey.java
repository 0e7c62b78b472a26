package io.kontor.crypto.suite;

import io.kontor.model.id.Fingerprint;
import io.kontor.model.merkle.HashFunction;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** Verifies ECDSA over SHA-256; strict DER and low s only. */
final class P256VerifyingKey implements VerifyingKey {

    private final ECPublicKeyParameters key;
    private final byte[] spki;
    private final Fingerprint fingerprint;

    private P256VerifyingKey(ECPublicKeyParameters key, byte[] spki) {
        this.key = key;
        this.spki = spki;
        this.fingerprint = Fingerprint.ofKey(spki);
    }

    static P256VerifyingKey of(ECPublicKeyParameters key) {
        try {
            return new P256VerifyingKey(
                    key,
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded("DER"));
        } catch (IOException e) {
            throw new CryptoException("Cannot encode public key", e);
        }
    }

    static P256VerifyingKey read(byte[] spki) {
        AsymmetricKeyParameter key;
        try {
            key = PublicKeyFactory.createKey(spki);
        } catch (IOException | RuntimeException e) {
            throw new CryptoException("Cannot read public key: it is not a SubjectPublicKeyInfo with a valid point", e);
        }
        if (!(key instanceof ECPublicKeyParameters ec) || !P256.DOMAIN.equals(ec.getParameters())) {
            throw new CryptoException("Cannot read public key: it is not on curve P-256");
        }
        P256VerifyingKey result = of(new ECPublicKeyParameters(onOwnCurve(ec), P256.DOMAIN));
        if (!Arrays.equals(result.spki, spki)) {
            throw new CryptoException(
                    "Cannot read public key: it must be DER with the curve by name and the point uncompressed");
        }
        return result;
    }

    private static ECPoint onOwnCurve(ECPublicKeyParameters key) {
        return P256.DOMAIN.getCurve().decodePoint(key.getQ().getEncoded(false));
    }

    @Override
    public boolean verify(byte[] signature, byte[]... message) {
        return verifyDigest(signature, HashFunction.sha256().hash(message));
    }

    @Override
    public boolean verifyDigest(byte[] signature, byte[] digest) {
        P256.requireDigest(digest);
        BigInteger @Nullable [] pair = decode(signature);
        if (pair == null || !P256.isLowS(pair[1])) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, key);
        return verifier.verifySignature(digest, pair[0], pair[1]);
    }

    /** Null for what is not strict DER of two integers in range: such bytes are no signature, whoever sent them. */
    private static BigInteger @Nullable [] decode(byte[] signature) {
        try {
            return StandardDSAEncoding.INSTANCE.decode(P256.ORDER, signature);
        } catch (IOException | RuntimeException e) {
            return null;
        }
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
