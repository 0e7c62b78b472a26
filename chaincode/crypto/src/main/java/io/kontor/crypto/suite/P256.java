package io.kontor.crypto.suite;

import java.math.BigInteger;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;

/** The curve P-256, in the implementation made for it. */
final class P256 {

    /** Its parameters, with the name that key encodings carry. */
    static final ECDomainParameters DOMAIN = new ECNamedDomainParameters(
            SECObjectIdentifiers.secp256r1, CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));

    static final EcKeys KEYS = new EcKeys(DOMAIN, "P-256");

    /** The order of the base point. */
    static final BigInteger ORDER = DOMAIN.getN();

    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    private P256() {}

    static boolean isLowS(BigInteger s) {
        return s.compareTo(HALF_ORDER) <= 0;
    }

    static BigInteger lowS(BigInteger s) {
        return isLowS(s) ? s : ORDER.subtract(s);
    }
}
