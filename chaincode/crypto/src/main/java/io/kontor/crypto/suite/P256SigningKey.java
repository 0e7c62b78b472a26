package io.kontor.crypto.suite;

import io.kontor.model.merkle.HashFunction;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** ECDSA over SHA-256 with the k of RFC 6979. */
final class P256SigningKey implements SigningKey {

    private final ECPrivateKeyParameters key;
    private final P256VerifyingKey verifyingKey;

    private P256SigningKey(ECPrivateKeyParameters key) {
        this.key = key;
        this.verifyingKey = new P256VerifyingKey(P256.KEYS.publicKey(key));
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
    public VerifyingKey verifyingKey() {
        return verifyingKey;
    }

    @Override
    public byte[] sign(byte[]... message) {
        return signDigest(HashFunction.sha256().hash(message));
    }

    @Override
    public byte[] signDigest(byte[] digest) {
        P256.requireDigest(digest);
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] pair = signer.generateSignature(digest);
        return P256.KEYS.signature(pair[0], P256.lowS(pair[1]));
    }

    @Override
    public byte[] pkcs8() {
        return P256.KEYS.writePrivate(key);
    }

    @Override
    public String toString() {
        return "P-256 private key of " + verifyingKey.fingerprint();
    }
}
