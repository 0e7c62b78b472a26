package io.kontor.evidence.trust;

import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.pki.PkiException;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * An organisation of the channel and the authorities that certify its identities.
 *
 * @param mspId name on the channel
 * @param roots PEM of its enrolment authorities, one certificate each
 * @param intermediates PEM of authorities that those certified, one certificate each
 * @param revoked serial numbers of certificates that it has revoked, lower-case hex, ascending
 * @param city its city
 * @param kind what it is to the city
 */
public record TrustedOrganisation(
        String mspId,
        List<String> roots,
        List<String> intermediates,
        List<String> revoked,
        String city,
        OrganisationKind kind) {

    private static final int KEY_CERT_SIGN = 5;

    public TrustedOrganisation {
        Ids.require("organisation", mspId);
        Ids.require("city", city);
        roots = Checks.list("roots of " + mspId, roots, 1, 10);
        intermediates = Checks.list("intermediates of " + mspId, intermediates, 0, 10);
        revoked = Checks.list("revoked certificates of " + mspId, revoked, 0, 10_000);
        Checks.ascending("revoked certificates of " + mspId, revoked);
        roots.forEach(root -> requireAuthority(mspId, root));
        intermediates.forEach(one -> requireAuthority(mspId, one));
    }

    /** An organisation without intermediates and revocations. */
    public TrustedOrganisation(String mspId, List<String> roots, String city, OrganisationKind kind) {
        this(mspId, roots, List.of(), List.of(), city, kind);
    }

    /** Its roots as certificates. */
    public List<X509Certificate> rootCertificates() {
        return roots.stream().map(Pem::readCertificate).toList();
    }

    /** Its intermediates as certificates. */
    public List<X509Certificate> intermediateCertificates() {
        return intermediates.stream().map(Pem::readCertificate).toList();
    }

    private static void requireAuthority(String mspId, String pem) {
        List<X509Certificate> certificates;
        try {
            certificates = Pem.readCertificates(pem);
        } catch (PkiException e) {
            throw new MalformedException("Cannot accept root of " + mspId + ": " + e.getMessage(), e);
        }
        X509Certificate root = certificates.get(0);
        boolean[] usage = root.getKeyUsage();
        if (certificates.size() != 1 || root.getBasicConstraints() < 0 || (usage != null && !usage[KEY_CERT_SIGN])) {
            throw new MalformedException("Cannot accept root of " + mspId + ": " + root.getSubjectX500Principal()
                    + " must be one certificate of an authority");
        }
    }
}
