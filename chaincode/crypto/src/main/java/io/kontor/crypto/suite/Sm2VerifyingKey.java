package io.kontor.crypto.suite;

import java.math.BigInteger;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** Verifies SM2 over SM3; strict DER only. */
final class Sm2VerifyingKey extends EcVerifyingKey {

    private final byte[] signerDigest;

    Sm2VerifyingKey(ECPublicKeyParameters key) {
        super(Sm2.KEYS, key);
        this.signerDigest = Sm2.signerDigest(key);
    }

    byte[] signerDigest() {
        return signerDigest;
    }

    @Override
    byte[] digestOf(byte[][] message) {
        return Sm2.messageDigest(signerDigest, message);
    }

    /** GM/T 0003.2-2012, 7.1. */
    @Override
    boolean holds(BigInteger r, BigInteger s, byte[] digest) {
        if (r.signum() == 0 || s.signum() == 0) {
            return false;
        }
        BigInteger n = Sm2.ORDER;
        BigInteger t = r.add(s).mod(n);
        if (t.signum() == 0) {
            return false;
        }
        ECPoint point = ECAlgorithms.sumOfTwoMultiplies(Sm2.DOMAIN.getG(), s, key().getQ(), t)
                .normalize();
        return !point.isInfinity()
                && new BigInteger(1, digest)
                        .add(point.getAffineXCoord().toBigInteger())
                        .mod(n)
                        .equals(r);
    }
}
