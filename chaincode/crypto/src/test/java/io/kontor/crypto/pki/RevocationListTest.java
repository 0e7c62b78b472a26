package io.kontor.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509CRL;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevocationListTest {

    private static final OrganisationAuthority CITY = OrganisationAuthority.create("City F", "FOpsMSP");

    @Test
    void a_list_names_what_is_revoked_and_nothing_else() throws Exception {
        IssuedIdentity gone = CITY.issue(CertificateRequest.enrolment("peer0", "peer"));
        IssuedIdentity here = CITY.issue(CertificateRequest.enrolment("peer1", "peer"));
        X509CRL made = CITY.revocationList(List.of(gone.certificate()), Validity.ofDays(365));
        X509CRL read = Pem.readRevocationList(Pem.write(made));
        assertThat(read).isEqualTo(made);
        read.verify(CITY.enrolmentRoot().certificate().getPublicKey());
        assertThat(read.isRevoked(gone.certificate())).isTrue();
        assertThat(read.isRevoked(here.certificate())).isFalse();
        assertThat(read.getNonCriticalExtensionOIDs()).contains("2.5.29.35", "2.5.29.20");
    }

    @Test
    void a_certificate_of_somebody_else_is_not_revoked_here() {
        IssuedIdentity foreign =
                OrganisationAuthority.create("City Q", "QOpsMSP").issue(CertificateRequest.enrolment("peer0", "peer"));
        assertThatThrownBy(() -> CITY.revocationList(List.of(foreign.certificate()), Validity.ofDays(1)))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("is not issued by");
    }
}
