package io.kontor.crypto.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Collection;

/**
 * The certificate authority of one organisation: an enrolment root and a TLS root, both self-signed on P-256.
 *
 * <p>Immutable and safe for use by many threads. It holds both private keys in memory: whoever holds it is the
 * organisation.
 */
public final class OrganisationAuthority {

    /** Days that a root made by {@link #create(String, String)} is valid: ten years. */
    public static final int ROOT_DAYS = 3650;

    private final String name;
    private final String mspId;
    private final IssuedIdentity enrolmentRoot;
    private final IssuedIdentity tlsRoot;

    private OrganisationAuthority(
            final String name, final String mspId, final IssuedIdentity enrolmentRoot, final IssuedIdentity tlsRoot) {
        this.name = name;
        this.mspId = mspId;
        this.enrolmentRoot = enrolmentRoot;
        this.tlsRoot = tlsRoot;
    }

    /** Makes an authority with two new roots of ten years. */
    public static OrganisationAuthority create(final String name, final String mspId) {
        return create(name, mspId, Validity.ofDays(ROOT_DAYS));
    }

    /** Makes an authority with two new roots of the given validity. */
    public static OrganisationAuthority create(final String name, final String mspId, final Validity validity) {
        return new OrganisationAuthority(
                name,
                mspId,
                root(new Subject(name, "enrolment root of " + name), validity),
                root(new Subject(name, "TLS root of " + name), validity));
    }

    /** An authority whose roots were made before, for example read from PEM files. */
    public static OrganisationAuthority of(
            final String name, final String mspId, final IssuedIdentity enrolmentRoot, final IssuedIdentity tlsRoot) {
        return new OrganisationAuthority(name, mspId, enrolmentRoot, tlsRoot);
    }

    /** The organisation's name, the O of every subject. */
    public String name() {
        return name;
    }

    /** The identifier of the organisation on the channel. */
    public String mspId() {
        return mspId;
    }

    /** The root of enrolment certificates with its key. */
    public IssuedIdentity enrolmentRoot() {
        return enrolmentRoot;
    }

    /** The root of TLS certificates with its key. */
    public IssuedIdentity tlsRoot() {
        return tlsRoot;
    }

    /** Makes a new key and certifies it. */
    public IssuedIdentity issue(final CertificateRequest request) {
        final KeyPair keys = newKeys();
        return new IssuedIdentity(issue(request, keys.getPublic()), keys.getPrivate());
    }

    /** Certifies a key that the subject made. The caller has seen that the subject holds the private key. */
    public X509Certificate issue(final CertificateRequest request, final PublicKey subjectKey) {
        final IssuedIdentity root = request.purpose() == CertificatePurpose.TLS ? tlsRoot : enrolmentRoot;
        return Certificates.leaf(name, request, subjectKey, root);
    }

    /**
     * A list of enrolment certificates that hold no longer.
     *
     * @param revoked all of them, those of earlier lists too; each issued by the enrolment root
     * @param validity when the list was made and by when the next must follow
     */
    public X509CRL revocationList(final Collection<X509Certificate> revoked, final Validity validity) {
        return RevocationLists.make(enrolmentRoot, revoked, validity);
    }

    private static IssuedIdentity root(final Subject subject, final Validity validity) {
        final KeyPair keys = newKeys();
        return new IssuedIdentity(Certificates.root(subject, validity, keys), keys.getPrivate());
    }

    private static KeyPair newKeys() {
        try {
            final KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new PkiException("Cannot make key pair: the Java runtime has no P-256", e);
        }
    }

    /**
     * The subject of a root.
     *
     * @param organisation the O
     * @param commonName the CN
     */
    record Subject(String organisation, String commonName) {}
}
