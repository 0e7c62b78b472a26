package io.kontor.devpeer.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** ECDSA on P-256 as Fabric uses it: DER, low S, over a SHA-256 digest. */
final class P256 {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
    private static final BigInteger ORDER = CURVE.getN();
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    private P256() {}

    static ECPublicKeyParameters publicKey(final PublicKey key) {
        final byte[] point = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getBytes();
        return new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), DOMAIN);
    }

    static ECPrivateKeyParameters privateKey(final PrivateKey key) {
        if (!(key instanceof ECPrivateKey ec) || !ORDER.equals(ec.getParams().getOrder())) {
            throw new IllegalArgumentException("Cannot use private key: it is not on the curve P-256");
        }
        return new ECPrivateKeyParameters(ec.getS(), DOMAIN);
    }

    static boolean isKeyPair(final ECPrivateKeyParameters secret, final ECPublicKeyParameters open) {
        return DOMAIN.getG().multiply(secret.getD()).equals(open.getQ());
    }

    /** Deterministic (RFC 6979), low S. */
    static byte[] sign(final ECPrivateKeyParameters key, final byte[] digest) {
        final ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        final BigInteger[] pair = signer.generateSignature(digest);
        final BigInteger s = pair[1].compareTo(HALF_ORDER) > 0 ? ORDER.subtract(pair[1]) : pair[1];
        try {
            return StandardDSAEncoding.INSTANCE.encode(ORDER, pair[0], s);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot encode signature", e);
        }
    }

    /** False for a signature that is malformed, has high S or does not fit. */
    static boolean verifyLowS(final ECPublicKeyParameters key, final byte[] digest, final byte[] der) {
        return verify(key, digest, der, HALF_ORDER);
    }

    /** As {@link #verifyLowS}, but takes high S too, which certificates may have. */
    static boolean verifyAnyS(final ECPublicKeyParameters key, final byte[] digest, final byte[] der) {
        return verify(key, digest, der, ORDER);
    }

    private static boolean verify(
            final ECPublicKeyParameters key, final byte[] digest, final byte[] der, final BigInteger highest) {
        final BigInteger[] pair;
        try {
            pair = StandardDSAEncoding.INSTANCE.decode(ORDER, der);
        } catch (IOException | RuntimeException e) {
            return false;
        }
        if (pair[1].compareTo(highest) > 0) {
            return false;
        }
        final ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, key);
        return verifier.verifySignature(digest, pair[0], pair[1]);
    }
}
