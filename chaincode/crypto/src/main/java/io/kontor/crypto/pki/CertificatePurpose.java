package io.kontor.crypto.pki;

/** What a certificate is for, and so which of the two roots of an organisation issues it. */
public enum CertificatePurpose {
    /** Signing proposals and transactions; issued by the enrolment root. */
    ENROLMENT,
    /** TLS, as server and as client; issued by the TLS root. */
    TLS
}
