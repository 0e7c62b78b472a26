package io.kontor.crypto.pki;

import java.util.List;

/**
 * What an authority is asked to certify.
 *
 * @param commonName the subject's common name
 * @param organisationalUnits the subject's units; for Fabric exactly one of them is the role {@code client},
 *     {@code peer}, {@code admin} or {@code orderer}
 * @param validity when the certificate is valid
 * @param hosts DNS names and IP addresses it serves; only for TLS
 * @param purpose which root issues it
 */
public record CertificateRequest(
        String commonName,
        List<String> organisationalUnits,
        Validity validity,
        List<String> hosts,
        CertificatePurpose purpose) {

    /** Days that {@link #enrolment} and {@link #tls} certify: one year. */
    public static final int DEFAULT_DAYS = 365;

    public CertificateRequest {
        organisationalUnits = List.copyOf(organisationalUnits);
        hosts = List.copyOf(hosts);
        if (commonName.isBlank()) {
            throw new PkiException("Cannot certify subject: its common name is blank");
        }
        if (purpose == CertificatePurpose.ENROLMENT && !hosts.isEmpty()) {
            throw new PkiException(
                    "Cannot certify " + commonName + ": an enrolment certificate has no hosts, got " + hosts);
        }
    }

    /** An enrolment certificate of one year with the given units. */
    public static CertificateRequest enrolment(final String commonName, final String... organisationalUnits) {
        return new CertificateRequest(
                commonName,
                List.of(organisationalUnits),
                Validity.ofDays(DEFAULT_DAYS),
                List.of(),
                CertificatePurpose.ENROLMENT);
    }

    /** A TLS certificate of one year for the given hosts. */
    public static CertificateRequest tls(final String commonName, final String... hosts) {
        return new CertificateRequest(
                commonName, List.of(), Validity.ofDays(DEFAULT_DAYS), List.of(hosts), CertificatePurpose.TLS);
    }

    /** The same request with another validity. */
    public CertificateRequest valid(final Validity other) {
        return new CertificateRequest(commonName, organisationalUnits, other, hosts, purpose);
    }
}
