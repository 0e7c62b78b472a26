package io.kontor.crypto.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.util.IPAddress;

/** Builds the certificates of an organisation, with the extensions that Fabric asks for. */
final class Certificates {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 127;

    private Certificates() {}

    static X509Certificate root(
            final OrganisationAuthority.Subject subject, final Validity validity, final KeyPair keys) {
        final X500Name name = name(subject.organisation(), List.of(), subject.commonName());
        final X509v3CertificateBuilder builder = builder(name, name, validity, keys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.subjectKeyIdentifier, false, keyIdentifier(keys.getPublic()));
            return sign(builder, new IssuerKey(keys));
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException("Cannot make root " + subject.commonName() + ": " + e.getMessage(), e);
        }
    }

    static X509Certificate leaf(
            final String organisation,
            final CertificateRequest request,
            final PublicKey subjectKey,
            final IssuedIdentity root) {
        final X500Name issuer = X500Name.getInstance(
                root.certificate().getSubjectX500Principal().getEncoded());
        final X500Name subject = name(organisation, request.organisationalUnits(), request.commonName());
        final X509v3CertificateBuilder builder = builder(issuer, subject, request.validity(), subjectKey);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.subjectKeyIdentifier, false, keyIdentifier(subjectKey));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(
                            keyIdentifier(root.certificate().getPublicKey()).getKeyIdentifier()));
            if (request.purpose() == CertificatePurpose.TLS) {
                addTlsExtensions(builder, request.hosts());
            }
            return sign(builder, new IssuerKey(root));
        } catch (IOException | GeneralSecurityException e) {
            throw new PkiException("Cannot certify " + request.commonName() + ": " + e.getMessage(), e);
        }
    }

    private static void addTlsExtensions(final X509v3CertificateBuilder builder, final List<String> hosts)
            throws IOException {
        final KeyPurposeId[] usages = {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usages));
        if (!hosts.isEmpty()) {
            final GeneralName[] names = hosts.stream().map(Certificates::host).toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
    }

    private static GeneralName host(final String host) {
        return new GeneralName(IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private static X509v3CertificateBuilder builder(
            final X500Name issuer, final X500Name subject, final Validity validity, final PublicKey key) {
        return new X509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                Date.from(validity.notBefore()),
                Date.from(validity.notAfter()),
                subject,
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    private static X500Name name(final String organisation, final List<String> units, final String commonName) {
        final X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        builder.addRDN(BCStyle.O, organisation);
        units.forEach(unit -> builder.addRDN(BCStyle.OU, unit));
        builder.addRDN(BCStyle.CN, commonName);
        return builder.build();
    }

    /** Fabric finds keys by SHA-256 over the uncompressed point. */
    private static SubjectKeyIdentifier keyIdentifier(final PublicKey key) {
        final byte[] point = SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getBytes();
        return new SubjectKeyIdentifier(KeyFingerprint.sha256(point));
    }

    private static X509Certificate sign(final X509v3CertificateBuilder builder, final IssuerKey issuer)
            throws GeneralSecurityException {
        final X509Certificate certificate =
                new JcaX509CertificateConverter().getCertificate(builder.build(new LowSContentSigner(issuer.secret())));
        certificate.verify(issuer.open());
        return certificate;
    }

    /**
     * The key that signs a certificate.
     *
     * @param open its public half
     * @param secret its private half
     */
    private record IssuerKey(PublicKey open, java.security.PrivateKey secret) {
        IssuerKey(final KeyPair keys) {
            this(keys.getPublic(), keys.getPrivate());
        }

        IssuerKey(final IssuedIdentity root) {
            this(root.certificate().getPublicKey(), root.privateKey());
        }
    }
}
