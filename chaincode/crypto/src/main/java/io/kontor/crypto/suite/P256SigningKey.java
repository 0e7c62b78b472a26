package io.kontor.crypto.suite;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** ECDSA over SHA-256 with the k of RFC 6979. */
final class P256SigningKey extends EcSigningKey {

    private P256SigningKey(ECPrivateKeyParameters key) {
        super(P256.KEYS, key, new P256VerifyingKey(P256.KEYS.publicKey(key)));
    }

    static P256SigningKey generate(SecureRandom random) {
        return new P256SigningKey(P256.KEYS.generate(random));
    }

    static P256SigningKey read(byte[] pkcs8) {
        return new P256SigningKey(P256.KEYS.readPrivate(pkcs8));
    }

    static P256SigningKey of(BigInteger d) {
        return new P256SigningKey(P256.KEYS.ofScalar(d));
    }

    @Override
    public byte[] signDigest(byte[] digest) {
        EcKeys.requireDigest(digest);
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key());
        BigInteger[] pair = signer.generateSignature(digest);
        return P256.KEYS.signature(pair[0], P256.lowS(pair[1]));
    }
}
