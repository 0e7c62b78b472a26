package io.kontor.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;

class OrganisationAuthorityTest {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;

    private final OrganisationAuthority authority = OrganisationAuthority.create("City F operator", "CityFMSP");

    @Test
    void roots_are_authorities_and_leaves_are_not() {
        final X509Certificate leaf = authority
                .issue(CertificateRequest.enrolment("officer", "client"))
                .certificate();

        assertThat(authority.enrolmentRoot().certificate().getBasicConstraints())
                .isNotNegative();
        assertThat(authority.tlsRoot().certificate().getBasicConstraints()).isNotNegative();
        assertThat(authority.enrolmentRoot().certificate().getKeyUsage()[KEY_CERT_SIGN])
                .isTrue();
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getKeyUsage()[DIGITAL_SIGNATURE]).isTrue();
        assertThat(leaf.getKeyUsage()[KEY_CERT_SIGN]).isFalse();
    }

    @Test
    void enrolment_and_tls_certificates_come_from_different_roots() throws Exception {
        final X509Certificate enrolment = authority
                .issue(CertificateRequest.enrolment("officer", "client"))
                .certificate();
        final X509Certificate tls =
                authority.issue(CertificateRequest.tls("peer", "localhost")).certificate();

        enrolment.verify(authority.enrolmentRoot().certificate().getPublicKey());
        tls.verify(authority.tlsRoot().certificate().getPublicKey());
        assertThatThrownBy(
                        () -> enrolment.verify(authority.tlsRoot().certificate().getPublicKey()))
                .isInstanceOfAny(SignatureException.class, InvalidKeyException.class);
    }

    @Test
    void subject_names_organisation_units_and_common_name() {
        final X509Certificate leaf = authority
                .issue(CertificateRequest.enrolment("officer", "client", "registrar"))
                .certificate();

        assertThat(leaf.getSubjectX500Principal().getName())
                .isEqualTo("CN=officer,OU=registrar,OU=client,O=City F operator");
    }

    @Test
    void tls_certificate_serves_the_hosts_asked_for_as_server_and_client() throws Exception {
        final X509Certificate tls = authority
                .issue(CertificateRequest.tls("peer", "localhost", "127.0.0.1"))
                .certificate();

        assertThat(tls.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(DNS_NAME, "localhost"), List.of(IP_ADDRESS, "127.0.0.1"));
        assertThat(tls.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    }

    @Test
    void certificate_is_valid_exactly_in_the_validity_asked_for() {
        final Instant from = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        final Validity past = new Validity(from, from.plus(Duration.ofDays(1)));
        final X509Certificate leaf = authority
                .issue(CertificateRequest.enrolment("officer", "client").valid(past))
                .certificate();

        assertThat(leaf.getNotBefore()).isEqualTo(Date.from(past.notBefore()));
        assertThat(leaf.getNotAfter()).isEqualTo(Date.from(past.notAfter()));
        assertThatThrownBy(() -> new Validity(from, from)).isInstanceOf(PkiException.class);
    }

    @Test
    void every_certificate_signature_has_low_s() {
        final BigInteger half = CustomNamedCurves.getByName("secp256r1").getN().shiftRight(1);
        for (int i = 0; i < 16; i++) {
            final X509Certificate leaf = authority
                    .issue(CertificateRequest.enrolment("officer" + i, "client"))
                    .certificate();
            final BigInteger s = ASN1Integer.getInstance(
                            ASN1Sequence.getInstance(leaf.getSignature()).getObjectAt(1))
                    .getPositiveValue();
            assertThat(s).isLessThanOrEqualTo(half);
        }
    }

    @Test
    void pem_gives_back_the_same_certificate_and_a_key_that_belongs_to_it() throws Exception {
        final IssuedIdentity identity = authority.issue(CertificateRequest.enrolment("officer", "client"));

        final X509Certificate certificate = Pem.readCertificate(identity.certificatePem());
        final PrivateKey key = Pem.readPrivateKey(identity.privateKeyPem());

        assertThat(certificate).isEqualTo(identity.certificate());
        final Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(key);
        signer.update((byte) 1);
        final Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(certificate);
        verifier.update((byte) 1);
        assertThat(verifier.verify(signer.sign())).isTrue();
    }

    @Test
    void pem_reads_all_certificates_of_a_chain_in_order() {
        final String chain =
                authority.enrolmentRoot().certificatePem() + authority.tlsRoot().certificatePem();

        assertThat(Pem.readCertificates(chain))
                .containsExactly(
                        authority.enrolmentRoot().certificate(),
                        authority.tlsRoot().certificate());
    }

    @Test
    void pem_without_the_block_asked_for_is_refused_by_name() {
        assertThatThrownBy(() -> Pem.readCertificate("no certificate at all"))
                .isInstanceOf(PkiException.class)
                .hasMessage("Cannot read PEM text: it has no block \"CERTIFICATE\"");
        assertThatThrownBy(() -> Pem.readPrivateKey(authority.tlsRoot().certificatePem()))
                .isInstanceOf(PkiException.class)
                .hasMessage("Cannot read PEM text: it has no block \"PRIVATE KEY\"");
    }

    @Test
    void fingerprint_is_sha_256_of_the_subject_public_key_info_in_lower_case_hex() {
        final IssuedIdentity identity = authority.issue(CertificateRequest.enrolment("officer", "client"));

        assertThat(identity.fingerprint())
                .matches("[0-9a-f]{64}")
                .isEqualTo(KeyFingerprint.of(identity.certificate().getPublicKey()));
        assertThat(identity.toString()).contains(identity.fingerprint()).doesNotContain("PRIVATE");
    }

    @Test
    void enrolment_request_with_hosts_is_refused() {
        assertThatThrownBy(() -> new CertificateRequest(
                        "officer",
                        List.of("client"),
                        Validity.ofDays(1),
                        List.of("localhost"),
                        CertificatePurpose.ENROLMENT))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("officer")
                .hasMessageContaining("localhost");
    }
}
