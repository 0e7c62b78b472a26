package io.kontor.evidence.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.model.rejection.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TRU-1: the trust file's form. */
class TrustFileTest {

    private static TrustedOrganisation organisation(String mspId) {
        OrganisationAuthority authority = OrganisationAuthority.create(mspId, mspId);
        return new TrustedOrganisation(
                mspId, List.of(authority.enrolmentRoot().certificatePem()), "F", OrganisationKind.REGULATOR);
    }

    @Test
    void a_trust_file_survives_its_bytes() {
        TrustFile trust = TrustFile.byMajority(
                LedgerKind.DEVELOPMENT, "federation", "kontor", List.of(organisation("A"), organisation("B")));
        assertThat(TrustFileCodec.read(TrustFileCodec.write(trust))).isEqualTo(trust);
        assertThat(trust.attestation()).isEqualTo(2);
        assertThat(trust.organisation("A")).isPresent();
        assertThat(trust.organisation("C")).isEmpty();
    }

    @Test
    void another_version_and_unknown_fields_are_refused() {
        TrustFile trust = TrustFile.byMajority(LedgerKind.FABRIC, "federation", "kontor", List.of(organisation("A")));
        String text = new String(TrustFileCodec.write(trust), StandardCharsets.UTF_8);
        assertRefused(text.replace("\"version\":1", "\"version\":2"), "version 2, must be 1");
        assertRefused(text.replace("\"version\":1", "\"version\":1,\"x\":1"), "'x' is unknown");
        assertRefused(text.replace("FABRIC", "REAL"), "must be one of [DEVELOPMENT, FABRIC]");
        assertRefused(text.replace("\"atLeast\":1", "\"atLeast\":2"), "2: must be 1 to 1");
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> TrustFileCodec.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void organisations_ascend_and_their_roots_are_authorities() {
        List<TrustedOrganisation> unordered = List.of(organisation("B"), organisation("A"));
        assertThatThrownBy(() -> TrustFile.byMajority(LedgerKind.FABRIC, "federation", "kontor", unordered))
                .hasMessageContaining("ascending");
        String leaf = OrganisationAuthority.create("A", "A")
                .issue(CertificateRequest.enrolment("peer", "peer"))
                .certificatePem();
        assertThatThrownBy(() -> new TrustedOrganisation("A", List.of(leaf), "F", OrganisationKind.OPERATOR))
                .hasMessageContaining("certificate of an authority");
        assertThatThrownBy(() -> new TrustedOrganisation("A", List.of("no PEM"), "F", OrganisationKind.OPERATOR))
                .hasMessageContaining("Cannot accept root of A");
    }
}
