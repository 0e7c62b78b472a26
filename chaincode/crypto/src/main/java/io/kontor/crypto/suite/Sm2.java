package io.kontor.crypto.suite;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;

/** The curve of SM2 and the digest that its signatures are over (GM/T 0003-2012). */
final class Sm2 {

    static final ECDomainParameters DOMAIN = new ECNamedDomainParameters(
            GMObjectIdentifiers.sm2p256v1, CustomNamedCurves.getByOID(GMObjectIdentifiers.sm2p256v1));

    static final EcKeys KEYS = new EcKeys(DOMAIN, "SM2");

    static final BigInteger ORDER = DOMAIN.getN();

    /** The identifier that GM/T 0009-2012 sets where none is agreed. */
    private static final byte[] SIGNER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

    private Sm2() {}

    /** Z: the digest of signer and key that stands before each message. */
    static byte[] signerDigest(ECPublicKeyParameters key) {
        int idBits = SIGNER_ID.length * Byte.SIZE;
        ECPoint point = key.getQ();
        return Sm3.INSTANCE.hash(
                new byte[] {(byte) (idBits >> Byte.SIZE), (byte) idBits},
                SIGNER_ID,
                bytes(DOMAIN.getCurve().getA()),
                bytes(DOMAIN.getCurve().getB()),
                bytes(DOMAIN.getG().getAffineXCoord()),
                bytes(DOMAIN.getG().getAffineYCoord()),
                bytes(point.getAffineXCoord()),
                bytes(point.getAffineYCoord()));
    }

    private static byte[] bytes(ECFieldElement element) {
        return element.getEncoded();
    }

    /** The digest of a message as a signer of SM2 makes it: SM3(Z ‖ message). */
    static byte[] messageDigest(byte[] signerDigest, byte[][] message) {
        byte[][] parts = new byte[message.length + 1][];
        parts[0] = signerDigest;
        System.arraycopy(message, 0, parts, 1, message.length);
        return Sm3.INSTANCE.hash(parts);
    }
}
