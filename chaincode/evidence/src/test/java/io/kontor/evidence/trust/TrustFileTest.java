package io.kontor.evidence.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.model.rejection.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
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
        TrustFile trust = TrustFile.development("federation", "kontor", List.of(organisation("A"), organisation("B")));
        assertThat(TrustFileCodec.read(TrustFileCodec.write(trust))).isEqualTo(trust);
        assertThat(trust.attestation()).isEqualTo(Rule.majorityOfPeers(List.of("A", "B")));
        assertThat(trust.newest().organisation("A")).isPresent();
        assertThat(trust.newest().organisation("C")).isEmpty();
        TrustFile fabric = fabric(trust.newest());
        assertThat(TrustFileCodec.read(TrustFileCodec.write(fabric))).isEqualTo(fabric);
    }

    private static TrustFile fabric(Epoch epoch) {
        Rule two = new Rule.AtLeast(2, List.of(new Rule.Role("A", "peer"), new Rule.Role("B", "member")));
        return new TrustFile(
                LedgerKind.FABRIC,
                "federation",
                "kontor",
                List.of(epoch),
                List.of(new Definition(new BlockPosition(5, 1), 1, "1", Optional.of(two))),
                List.of(new KeyClassRule(KeyClassRule.HEAD, "F", two)),
                two);
    }

    /** A rule counts each signer once, greedily in its order. */
    @Test
    void a_rule_counts_each_signer_once() {
        Rule a = new Rule.Role("A", "peer");
        Rule b = new Rule.Role("B", "peer");
        Rule twice = new Rule.AtLeast(2, List.of(a, a, b));
        assertThat(twice.satisfiedByPeersOf(List.of("A"))).isFalse();
        assertThat(twice.satisfiedByPeersOf(List.of("A", "B"))).isTrue();
        Rule nested = new Rule.AtLeast(2, List.of(a, new Rule.AtLeast(1, List.of(a, b))));
        assertThat(nested.satisfiedByPeersOf(List.of("B"))).isFalse();
        assertThat(nested.satisfiedByPeersOf(List.of("B", "A"))).isTrue();
        assertThat(a.satisfiedBy(List.of(new Rule.Role("A", "client")))).isFalse();
        assertThat(new Rule.Role("A", "member").satisfiedBy(List.of(new Rule.Role("A", "client"))))
                .isTrue();
    }

    /** EVD-6 and EVD-12: who is asked anew when some do not answer must do for both. */
    @Test
    void who_attests_satisfies_the_attestation_and_the_heads_of_the_city() {
        Rule both = new Rule.AtLeast(2, List.of(new Rule.Role("A", "peer"), new Rule.Role("B", "peer")));
        TrustFile development = TrustFile.development(
                "federation", "kontor", List.of(organisation("A"), organisation("B"), organisation("C")));
        TrustFile trust = new TrustFile(
                development.ledger(),
                "federation",
                "kontor",
                development.epochs(),
                List.of(),
                List.of(new KeyClassRule(KeyClassRule.HEAD, "F", both)),
                development.attestation());
        assertThat(trust.isAttestedBy("F", List.of("A", "B"))).isTrue();
        assertThat(trust.isAttestedBy("F", List.of("A", "C"))).isFalse();
        assertThat(trust.isAttestedBy("Q", List.of("A", "C"))).isTrue();
        assertThat(trust.isAttestedBy("Q", List.of("A"))).isFalse();
    }

    /** TRU-3. */
    @Test
    void a_quorum_follows_from_the_number_of_consenters() {
        String certificate = OrganisationAuthority.create("A", "A")
                .issue(CertificateRequest.enrolment("orderer", "orderer"))
                .certificatePem();
        for (int[] of : new int[][] {{1, 1, 0}, {3, 2, 0}, {4, 3, 1}, {7, 5, 2}, {10, 7, 3}}) {
            List<Consenter> consenters = LongStream.range(0, of[0])
                    .mapToObj(id -> new Consenter(id, "A", certificate))
                    .toList();
            Ordering ordering = Ordering.of(consenters);
            assertThat(ordering.quorum()).isEqualTo(of[1]);
            assertThat(ordering.mayLie()).isEqualTo(of[2]);
            assertThatThrownBy(() -> new Ordering(of[1] + 1, consenters)).hasMessageContaining("must be " + of[1]);
        }
    }

    @Test
    void another_version_and_unknown_fields_are_refused() {
        TrustFile trust = TrustFile.development("federation", "kontor", List.of(organisation("A")));
        String text = new String(TrustFileCodec.write(trust), StandardCharsets.UTF_8);
        assertRefused(text.replace("\"version\":2", "\"version\":1"), "version 1, must be 2");
        assertRefused(text.replace("\"version\":2", "\"version\":2,\"x\":1"), "'x' is unknown");
        assertRefused(text.replace("DEVELOPMENT", "REAL"), "must be one of [DEVELOPMENT, FABRIC]");
        assertRefused(text.replace("\"n\":1", "\"n\":2"), "n is 2, must be 1 to 1");
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> TrustFileCodec.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void organisations_ascend_and_their_roots_are_authorities() {
        List<TrustedOrganisation> unordered = List.of(organisation("B"), organisation("A"));
        assertThatThrownBy(() -> TrustFile.development("federation", "kontor", unordered))
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
