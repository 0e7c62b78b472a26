package io.kontor.devpeer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Signature policies, evaluated as Fabric does (DEV-12). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignaturePoliciesTest {
    private final Map<String, Identity> peers = new LinkedHashMap<>();
    private final List<MSPPrincipal> principals = new ArrayList<>();

    @BeforeAll
    void makeIdentities() throws Exception {
        final List<Organisation> organisations = new ArrayList<>();
        final Map<String, SigningIdentity> signers = new LinkedHashMap<>();
        for (final String mspId : List.of("A", "B", "C")) {
            final OrganisationAuthority authority = OrganisationAuthority.create("Synthetic " + mspId, mspId);
            final IssuedIdentity peer = authority.issue(CertificateRequest.enrolment("peer", "peer"));
            final SigningIdentity signer = new SigningIdentity(mspId, peer);
            signers.put(mspId, signer);
            signers.put(
                    mspId + "-client",
                    new SigningIdentity(mspId, authority.issue(CertificateRequest.enrolment("user", "client"))));
            organisations.add(
                    new Organisation(mspId, List.of(authority.enrolmentRoot().certificate()), List.of(), signer));
            principals.add(role(mspId, MSPRole.MSPRoleType.PEER));
        }
        final Organisations known = new Organisations(organisations);
        for (final Map.Entry<String, SigningIdentity> signer : signers.entrySet()) {
            peers.put(signer.getKey(), known.identify(signer.getValue().serialized()));
        }
    }

    @Test
    void as_many_signers_as_the_policy_asks_for_satisfy_it() {
        final SignaturePolicy two = outOf(2, by(0), by(1), by(2));

        assertThat(satisfied(two, "A", "C")).isTrue();
        assertThat(satisfied(two, "C", "B", "A")).isTrue();
        assertThat(satisfied(two, "B")).isFalse();
        assertThat(satisfied(two)).isFalse();
    }

    @Test
    void one_signer_counts_once() {
        assertThat(satisfied(outOf(2, by(0), by(0)), "A")).isFalse();
    }

    @Test
    void client_is_no_peer_but_is_a_member() {
        assertThat(satisfied(by(0), "A-client")).isFalse();
        assertThat(SignaturePolicies.satisfied(
                        policy(List.of(role("A", MSPRole.MSPRoleType.MEMBER)), by(0)), signers("A-client")))
                .isTrue();
    }

    @Test
    void evaluation_is_greedy_and_does_not_look_for_another_way() {
        final List<MSPPrincipal> anyoneThenPeer =
                List.of(role("A", MSPRole.MSPRoleType.MEMBER), role("A", MSPRole.MSPRoleType.PEER));
        final SignaturePolicyEnvelope both = policy(anyoneThenPeer, outOf(2, by(0), by(1)));

        assertThat(SignaturePolicies.satisfied(both, signers("A-client", "A"))).isTrue();
        assertThat(SignaturePolicies.satisfied(both, signers("A", "A-client")))
                .as("the peer is taken as the member, and no peer is left")
                .isFalse();
    }

    @Test
    void branch_that_fails_gives_its_signers_back() {
        final SignaturePolicy either = outOf(1, outOf(2, by(0), by(1)), outOf(2, by(0), by(2)));

        assertThat(satisfied(either, "A", "C")).isTrue();
    }

    @Test
    void identity_principal_wants_exactly_that_identity() {
        final Identity wanted = Objects.requireNonNull(peers.get("A"));
        final MSPPrincipal identity = MSPPrincipal.newBuilder()
                .setPrincipalClassification(MSPPrincipal.Classification.IDENTITY)
                .setPrincipal(wanted.serialized())
                .build();

        assertThat(SignaturePolicies.satisfied(policy(List.of(identity), by(0)), signers("A")))
                .isTrue();
        assertThat(SignaturePolicies.satisfied(policy(List.of(identity), by(0)), signers("A-client", "B")))
                .isFalse();
    }

    @Test
    void principal_of_another_kind_or_out_of_range_is_satisfied_by_nobody() {
        final MSPPrincipal unit = MSPPrincipal.newBuilder()
                .setPrincipalClassification(MSPPrincipal.Classification.ORGANIZATION_UNIT)
                .build();

        assertThat(SignaturePolicies.satisfied(policy(List.of(unit), by(0)), signers("A", "B", "C")))
                .isFalse();
        assertThat(satisfied(by(7), "A", "B", "C")).isFalse();
        assertThat(satisfied(by(-1), "A", "B", "C")).isFalse();
    }

    @Test
    void policy_without_a_rule_is_none() {
        assertThatThrownBy(() -> SignaturePolicies.parse(ByteString.EMPTY))
                .isInstanceOf(InvalidProtocolBufferException.class);
    }

    @Test
    void organisations_named_stand_in_the_policys_order() {
        assertThat(SignaturePolicies.organisationsNamed(policy(principals, by(0))))
                .containsExactly("A", "B", "C");
    }

    private boolean satisfied(final SignaturePolicy rule, final String... names) {
        return SignaturePolicies.satisfied(policy(principals, rule), signers(names));
    }

    private List<Identity> signers(final String... names) {
        final List<Identity> signers = new ArrayList<>();
        for (final String name : names) {
            signers.add(Objects.requireNonNull(peers.get(name)));
        }
        return signers;
    }

    private static SignaturePolicyEnvelope policy(final List<MSPPrincipal> principals, final SignaturePolicy rule) {
        return SignaturePolicyEnvelope.newBuilder()
                .addAllIdentities(principals)
                .setRule(rule)
                .build();
    }

    private static SignaturePolicy by(final int index) {
        return SignaturePolicy.newBuilder().setSignedBy(index).build();
    }

    private static SignaturePolicy outOf(final int n, final SignaturePolicy... rules) {
        return SignaturePolicy.newBuilder()
                .setNOutOf(SignaturePolicy.NOutOf.newBuilder().setN(n).addAllRules(List.of(rules)))
                .build();
    }

    private static MSPPrincipal role(final String mspId, final MSPRole.MSPRoleType type) {
        return MSPPrincipal.newBuilder()
                .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
                .setPrincipal(MSPRole.newBuilder()
                        .setMspIdentifier(mspId)
                        .setRole(type)
                        .build()
                        .toByteString())
                .build();
    }
}
