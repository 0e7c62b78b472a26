package io.kontor.crypto.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** Builds lists of revoked certificates, with the extensions that Fabric asks for. */
final class RevocationLists {

    private RevocationLists() {}

    /** Every revoked certificate with one and the same time; Fabric looks at the serial numbers only. */
    static X509CRL make(final IssuedIdentity root, final Collection<X509Certificate> revoked, final Validity validity) {
        final X500Name issuer = X500Name.getInstance(
                root.certificate().getSubjectX500Principal().getEncoded());
        final X509v2CRLBuilder builder = new X509v2CRLBuilder(issuer, Date.from(validity.notBefore()));
        builder.setNextUpdate(Date.from(validity.notAfter()));
        for (final X509Certificate certificate : revoked) {
            requireIssued(root, certificate);
            builder.addCRLEntry(
                    certificate.getSerialNumber(), Date.from(validity.notBefore()), CRLReason.privilegeWithdrawn);
        }
        try {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(keyIdentifier(root.certificate())));
            builder.addExtension(
                    Extension.cRLNumber,
                    false,
                    new CRLNumber(BigInteger.valueOf(validity.notBefore().getEpochSecond())));
            final byte[] der =
                    builder.build(new LowSContentSigner(root.privateKey())).getEncoded();
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException("Cannot make list of revoked certificates: " + e.getMessage(), e);
        }
    }

    private static void requireIssued(final IssuedIdentity root, final X509Certificate certificate) {
        try {
            certificate.verify(root.certificate().getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new PkiException(
                    "Cannot revoke certificate of " + certificate.getSubjectX500Principal() + ": it is not issued by "
                            + root.certificate().getSubjectX500Principal(),
                    e);
        }
    }

    private static byte[] keyIdentifier(final X509Certificate root) throws PkiException {
        final byte[] extension = root.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        if (extension == null) {
            throw new PkiException("Cannot make list of revoked certificates: the root of "
                    + root.getSubjectX500Principal() + " has no key identifier");
        }
        return SubjectKeyIdentifier.getInstance(
                        ASN1OctetString.getInstance(extension).getOctets())
                .getKeyIdentifier();
    }
}
