package io.kontor.crypto.suite;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.util.BigIntegers;

/** Diffie-Hellman on a suite's curve; the secret is the first coordinate of the common point. */
final class EcKeyAgreement implements KeyAgreement {

    private final EcKeys keys;
    private final ECPrivateKeyParameters own;

    EcKeyAgreement(EcKeys keys, SecureRandom random) {
        this.keys = keys;
        this.own = keys.generate(random);
    }

    @Override
    public byte[] publicKey() {
        return keys.writePublic(keys.publicKey(own));
    }

    @Override
    public byte[] agree(byte[] otherPublicKey) {
        ECDHBasicAgreement agreement = new ECDHBasicAgreement();
        agreement.init(own);
        BigInteger common = agreement.calculateAgreement(keys.readPublic(otherPublicKey));
        return BigIntegers.asUnsignedByteArray(CryptoSuite.LENGTH, common);
    }
}
