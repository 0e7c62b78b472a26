package io.kontor.crypto.suite;

import java.math.BigInteger;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** SM2 over SM3 with the k of RFC 6979, made with SM3. */
final class Sm2SigningKey extends EcSigningKey {

    Sm2SigningKey(ECPrivateKeyParameters key) {
        super(Sm2.KEYS, key, new Sm2VerifyingKey(Sm2.KEYS.publicKey(key)));
    }

    @Override
    public byte[] signDigest(byte[] digest) {
        EcKeys.requireDigest(digest);
        HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SM3Digest());
        nonces.init(Sm2.ORDER, key().getD(), digest);
        BigInteger e = new BigInteger(1, digest);
        while (true) {
            BigInteger[] pair = pair(e, nonces.nextK());
            if (pair.length == 2) {
                return Sm2.KEYS.signature(pair[0], pair[1]);
            }
        }
    }

    /** The signature with this k (GM/T 0003.2-2012, 6.1), or nothing for one of the few k that give none. */
    BigInteger[] pair(BigInteger e, BigInteger k) {
        BigInteger n = Sm2.ORDER;
        BigInteger x = new FixedPointCombMultiplier()
                .multiply(Sm2.DOMAIN.getG(), k)
                .normalize()
                .getAffineXCoord()
                .toBigInteger();
        BigInteger r = e.add(x).mod(n);
        BigInteger d = key().getD();
        BigInteger s = d.add(BigInteger.ONE)
                .modInverse(n)
                .multiply(k.subtract(r.multiply(d)))
                .mod(n);
        boolean none = r.signum() == 0 || r.add(k).equals(n) || s.signum() == 0;
        return none ? new BigInteger[0] : new BigInteger[] {r, s};
    }
}
