package io.kontor.crypto.suite;

import io.kontor.model.merkle.HashFunction;
import java.math.BigInteger;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** Verifies ECDSA over SHA-256; strict DER and low s only. */
final class P256VerifyingKey extends EcVerifyingKey {

    P256VerifyingKey(ECPublicKeyParameters key) {
        super(P256.KEYS, key);
    }

    static P256VerifyingKey read(byte[] spki) {
        return new P256VerifyingKey(P256.KEYS.readPublic(spki));
    }

    @Override
    byte[] digestOf(byte[][] message) {
        return HashFunction.sha256().hash(message);
    }

    @Override
    boolean holds(BigInteger r, BigInteger s, byte[] digest) {
        if (!P256.isLowS(s)) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, key());
        return verifier.verifySignature(digest, r, s);
    }
}
