package io.kontor.crypto.suite;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys of one curve in their encodings, in one form each (CRY-3).
 *
 * @param domain the curve, with its name
 * @param name how people call it
 */
record EcKeys(ECDomainParameters domain, String name) {

    ECPrivateKeyParameters generate(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(domain, random));
        return ofScalar(((ECPrivateKeyParameters) generator.generateKeyPair().getPrivate()).getD());
    }

    ECPrivateKeyParameters ofScalar(BigInteger d) {
        return new ECPrivateKeyParameters(d, domain);
    }

    ECPublicKeyParameters publicKey(ECPrivateKeyParameters key) {
        return new ECPublicKeyParameters(
                new FixedPointCombMultiplier()
                        .multiply(domain.getG(), key.getD())
                        .normalize(),
                domain);
    }

    ECPrivateKeyParameters readPrivate(byte[] pkcs8) {
        AsymmetricKeyParameter key;
        try {
            key = PrivateKeyFactory.createKey(pkcs8);
        } catch (IOException | RuntimeException e) {
            throw new CryptoException("Cannot read private key: it is not a PKCS#8 key", e);
        }
        if (key instanceof ECPrivateKeyParameters ec && domain.equals(ec.getParameters())) {
            return ofScalar(ec.getD());
        }
        throw new CryptoException("Cannot read private key: it is not on curve " + name);
    }

    byte[] writePrivate(ECPrivateKeyParameters key) {
        try {
            return PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded("DER");
        } catch (IOException e) {
            throw new CryptoException("Cannot encode private key", e);
        }
    }

    ECPublicKeyParameters readPublic(byte[] spki) {
        AsymmetricKeyParameter key;
        try {
            key = PublicKeyFactory.createKey(spki);
        } catch (IOException | RuntimeException e) {
            throw new CryptoException("Cannot read public key: it is not a SubjectPublicKeyInfo with a valid point", e);
        }
        if (!(key instanceof ECPublicKeyParameters ec) || !domain.equals(ec.getParameters())) {
            throw new CryptoException("Cannot read public key: it is not on curve " + name);
        }
        ECPublicKeyParameters read = new ECPublicKeyParameters(
                domain.getCurve().decodePoint(ec.getQ().getEncoded(false)), domain);
        if (!Arrays.equals(writePublic(read), spki)) {
            throw new CryptoException(
                    "Cannot read public key: it must be DER with the curve by name and the point uncompressed");
        }
        return read;
    }

    byte[] writePublic(ECPublicKeyParameters key) {
        try {
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded("DER");
        } catch (IOException e) {
            throw new CryptoException("Cannot encode public key", e);
        }
    }

    byte[] signature(BigInteger r, BigInteger s) {
        try {
            return StandardDSAEncoding.INSTANCE.encode(domain.getN(), r, s);
        } catch (IOException e) {
            throw new CryptoException("Cannot encode signature: " + e.getMessage(), e);
        }
    }

    /** Null for what is not strict DER of two integers in range: such bytes are no signature, whoever sent them. */
    BigInteger @Nullable [] pair(byte[] signature) {
        try {
            return StandardDSAEncoding.INSTANCE.decode(domain.getN(), signature);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    static void requireDigest(byte[] digest) {
        if (digest.length != CryptoSuite.LENGTH) {
            throw new CryptoException(
                    "Cannot use digest: it has " + digest.length + " bytes, must have " + CryptoSuite.LENGTH);
        }
    }
}
