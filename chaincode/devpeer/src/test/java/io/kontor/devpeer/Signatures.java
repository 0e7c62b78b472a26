package io.kontor.devpeer;

import com.google.protobuf.ByteString;
import io.kontor.crypto.pki.Pem;
import java.math.BigInteger;
import java.security.Signature;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Checks signatures with the Java runtime, independently of the code under test, and spoils them. */
final class Signatures {
    private static final BigInteger ORDER =
            CustomNamedCurves.getByName("secp256r1").getN();

    private Signatures() {}

    static boolean verifies(final ByteString identity, final ByteString signature, final ByteString... parts)
            throws Exception {
        final Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(Pem.readCertificate(
                SerializedIdentity.parseFrom(identity).getIdBytes().toStringUtf8()));
        for (final ByteString part : parts) {
            verifier.update(part.toByteArray());
        }
        return verifier.verify(signature.toByteArray());
    }

    /** The other signature that fits as well, which Fabric does not take. */
    static byte[] highS(final byte[] lowS) {
        final ASN1Sequence pair = ASN1Sequence.getInstance(lowS);
        final BigInteger s = ASN1Integer.getInstance(pair.getObjectAt(1)).getPositiveValue();
        try {
            return new DERSequence(new ASN1Encodable[] {pair.getObjectAt(0), new ASN1Integer(ORDER.subtract(s))})
                    .getEncoded();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
