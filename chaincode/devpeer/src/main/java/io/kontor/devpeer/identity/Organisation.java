package io.kontor.devpeer.identity;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * One organisation of the channel, as the dev peer plays it.
 *
 * @param mspId its name on the channel
 * @param roots its enrolment roots, at least one
 * @param tlsRoots its TLS roots, perhaps none
 * @param peer its endorsing identity
 */
public record Organisation(
        String mspId, List<X509Certificate> roots, List<X509Certificate> tlsRoots, SigningIdentity peer) {

    public Organisation {
        roots = List.copyOf(roots);
        tlsRoots = List.copyOf(tlsRoots);
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("Cannot define organisation " + mspId + ": it has no root certificate");
        }
        for (final X509Certificate root : roots) {
            if (root.getBasicConstraints() < 0) {
                throw new IllegalArgumentException("Cannot define organisation " + mspId + ": its root "
                        + root.getSubjectX500Principal() + " is not the certificate of an authority");
            }
        }
    }
}
