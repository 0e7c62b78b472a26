package io.kontor.crypto.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.RuntimeOperatorException;

/**
 * Signs certificates with ECDSA over SHA-256 on P-256 and takes the lower of the two possible values of s, as Fabric
 * does with every certificate that it reads.
 */
final class LowSContentSigner implements ContentSigner {
    private static final BigInteger ORDER =
            CustomNamedCurves.getByName("secp256r1").getN();

    private final PrivateKey key;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    LowSContentSigner(final PrivateKey key) {
        this.key = key;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        try {
            final Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(content.toByteArray());
            return lowS(signature.sign());
        } catch (GeneralSecurityException | IOException e) {
            throw new RuntimeOperatorException("Cannot sign certificate: " + e.getMessage(), e);
        }
    }

    private static byte[] lowS(final byte[] der) throws IOException {
        final ASN1Sequence pair = ASN1Sequence.getInstance(der);
        final BigInteger s = ASN1Integer.getInstance(pair.getObjectAt(1)).getPositiveValue();
        if (s.compareTo(ORDER.shiftRight(1)) <= 0) {
            return der;
        }
        return new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                    pair.getObjectAt(0), new ASN1Integer(ORDER.subtract(s))
                })
                .getEncoded();
    }
}
