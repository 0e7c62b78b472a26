package io.kontor.crypto.suite;

import io.kontor.model.merkle.HashFunction;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** ECDSA over SHA-256 with the k of RFC 6979. */
final class P256SigningKey implements SigningKey {

    private final ECPrivateKeyParameters key;
    private final P256VerifyingKey verifyingKey;

    private P256SigningKey(ECPrivateKeyParameters key, ECPoint point) {
        this.key = key;
        this.verifyingKey = P256VerifyingKey.of(new ECPublicKeyParameters(point, P256.DOMAIN));
    }

    static P256SigningKey generate(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(P256.DOMAIN, random));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return of(((ECPrivateKeyParameters) pair.getPrivate()).getD());
    }

    static P256SigningKey read(byte[] pkcs8) {
        AsymmetricKeyParameter key;
        try {
            key = PrivateKeyFactory.createKey(pkcs8);
        } catch (IOException | RuntimeException e) {
            throw new CryptoException("Cannot read private key: it is not a PKCS#8 key", e);
        }
        if (key instanceof ECPrivateKeyParameters ec && P256.DOMAIN.equals(ec.getParameters())) {
            return of(ec.getD());
        }
        throw new CryptoException("Cannot read private key: it is not on curve P-256");
    }

    static P256SigningKey of(BigInteger d) {
        ECPrivateKeyParameters key = new ECPrivateKeyParameters(d, P256.DOMAIN);
        return new P256SigningKey(
                key,
                new FixedPointCombMultiplier().multiply(P256.DOMAIN.getG(), d).normalize());
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
        try {
            return StandardDSAEncoding.INSTANCE.encode(P256.ORDER, pair[0], P256.lowS(pair[1]));
        } catch (IOException e) {
            throw new CryptoException("Cannot encode signature: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] pkcs8() {
        try {
            return PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded("DER");
        } catch (IOException e) {
            throw new CryptoException("Cannot encode private key", e);
        }
    }

    @Override
    public String toString() {
        return "P-256 private key of " + verifyingKey.fingerprint();
    }
}
