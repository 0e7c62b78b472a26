package io.kontor.devpeer;

import static io.kontor.devpeer.Clients.endorsed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.crypto.pki.Validity;
import io.kontor.devpeer.config.ConfigFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask: certificates, signatures, times and transaction ids of proposals (DEV-8). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityTest {
    private TestNetwork peers;

    @BeforeAll
    void start(@TempDir final Path folder) throws Exception {
        peers = TestNetwork.withOneContract(folder);
    }

    @AfterAll
    void stop() {
        peers.close();
    }

    @Test
    void certificate_of_a_false_authority_of_the_same_name_is_refused() throws Exception {
        final OrganisationAuthority rival =
                OrganisationAuthority.create(peers.authority(TestNetwork.CITY).name(), TestNetwork.CITY);
        final IssuedIdentity user = rival.issue(CertificateRequest.enrolment("user", "client"));

        assertRefused(user, TestNetwork.CITY, "is not signed by a root of " + TestNetwork.CITY);
    }

    @Test
    void certificate_of_another_organisation_is_refused() throws Exception {
        assertRefused(
                peers.user(TestNetwork.REGULATOR), TestNetwork.CITY, "is not signed by a root of " + TestNetwork.CITY);
    }

    @Test
    void organisation_that_the_channel_does_not_have_is_refused() throws Exception {
        assertRefused(peers.user(TestNetwork.CITY), "GhostMSP", "organisation GhostMSP is unknown");
    }

    @Test
    void expired_certificate_and_one_that_is_not_valid_yet_are_refused() throws Exception {
        final Instant now = Instant.now();
        final Validity past = new Validity(now.minus(Duration.ofDays(2)), now.minus(Duration.ofMinutes(1)));
        final Validity future = new Validity(now.plus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)));
        final OrganisationAuthority authority = peers.authority(TestNetwork.CITY);
        final CertificateRequest request = CertificateRequest.enrolment("user", "client");

        assertRefused(authority.issue(request.valid(past)), TestNetwork.CITY, "is valid from");
        assertRefused(authority.issue(request.valid(future)), TestNetwork.CITY, "is valid from");
    }

    @Test
    void certificate_without_a_role_or_with_two_is_refused() throws Exception {
        final OrganisationAuthority authority = peers.authority(TestNetwork.CITY);

        assertRefused(authority.issue(CertificateRequest.enrolment("user", "staff")), TestNetwork.CITY, "exactly one");
        assertRefused(
                authority.issue(CertificateRequest.enrolment("user", "client", "admin")),
                TestNetwork.CITY,
                "exactly one");
    }

    @Test
    void signature_of_another_key_and_one_with_high_s_are_refused() throws Exception {
        final IssuedIdentity user = peers.user(TestNetwork.CITY);
        final Signer own = TestNetwork.signer(user);
        final Signer foreign = TestNetwork.signer(peers.user(TestNetwork.CITY));
        final Gateway gateway = peers.offlineGateway(TestNetwork.CITY, user);

        assertThatThrownBy(() -> signed(gateway, foreign).evaluate()).hasMessageContaining("does not fit");
        assertThatThrownBy(() -> signed(gateway, digest -> Signatures.highS(own.sign(digest)))
                        .evaluate())
                .hasMessageContaining("does not fit");
        assertThat(signed(gateway, own).evaluate()).isEmpty();
    }

    @Test
    void transaction_signed_by_another_than_its_proposal_is_not_ordered() throws Exception {
        final IssuedIdentity user = peers.user(TestNetwork.CITY);
        final Gateway gateway = peers.offlineGateway(TestNetwork.CITY, user);
        final Transaction endorsed = signed(gateway, TestNetwork.signer(user)).endorse();
        final Signer foreign = TestNetwork.signer(peers.user(TestNetwork.CITY));
        final Transaction forged =
                gateway.newSignedTransaction(endorsed.getBytes(), foreign.sign(endorsed.getDigest()));

        final SubmitException refusal = catchThrowableOfType(SubmitException.class, forged::submitAsync);

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(refusal.getDetails().get(0).getMessage())
                .contains("FORBIDDEN")
                .contains("does not fit");
    }

    @Test
    void commit_status_and_events_are_refused_to_strangers() throws Exception {
        final IssuedIdentity user = peers.user(TestNetwork.CITY);
        final Gateway gateway = peers.offlineGateway(TestNetwork.CITY, user);
        final Signer own = TestNetwork.signer(user);
        final Signer foreign = TestNetwork.signer(peers.user(TestNetwork.CITY));
        final Transaction endorsed = signed(gateway, own).endorse();
        final SubmittedTransaction submitted = gateway.newSignedTransaction(
                        endorsed.getBytes(), own.sign(endorsed.getDigest()))
                .submitAsync();

        assertThatThrownBy(() -> gateway.newSignedCommit(submitted.getBytes(), foreign.sign(submitted.getDigest()))
                        .getStatus())
                .hasMessageContaining("PERMISSION_DENIED");
        final Network stranger =
                peers.gateway(TestNetwork.CITY, strangerOf(TestNetwork.CITY)).getNetwork(TestNetwork.CHANNEL);
        assertThatThrownBy(
                        () -> stranger.getChaincodeEvents(TestNetwork.CHAINCODE).next())
                .hasMessageContaining("PERMISSION_DENIED");
        assertThatThrownBy(() -> stranger.newBlockEventsRequest()
                        .startBlock(0)
                        .build()
                        .getEvents()
                        .next())
                .hasMessageContaining("FORBIDDEN");
    }

    @Test
    void transaction_id_that_nonce_and_creator_do_not_make_is_refused() throws Exception {
        final IssuedIdentity user = peers.user(TestNetwork.CITY);
        final Signer signer = TestNetwork.signer(user);
        final Gateway gateway = peers.offlineGateway(TestNetwork.CITY, user);
        final Proposal unsigned = proposal(gateway);
        final String id = unsigned.getTransactionId();
        final String other = (id.charAt(0) == '0' ? '1' : '0') + id.substring(1);
        final ProposedTransaction changed = ProposedTransaction.parseFrom(
                replace(ProposedTransaction.parseFrom(unsigned.getBytes()).toByteString(), id, other));
        final SignedProposal proposal = changed.getProposal();
        final byte[] digest = io.kontor.devpeer.identity.Sha256.of(proposal.getProposalBytes());

        assertThatThrownBy(() -> gateway.newSignedProposal(changed.toByteArray(), signer.sign(digest))
                        .evaluate())
                .hasMessageContaining("nonce and creator make it " + id);
    }

    @Test
    void proposal_outside_fifteen_minutes_of_the_peers_clock_is_refused(@TempDir final Path folder) throws Exception {
        final TestNetwork skewed = new TestNetwork(folder);
        final Instant now = Instant.now();
        final IssuedIdentity user = skewed.authority(TestNetwork.CITY)
                .issue(CertificateRequest.enrolment("user", "client")
                        .valid(new Validity(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)))));
        for (final Duration off : List.of(Duration.ofMinutes(16), Duration.ofMinutes(-16))) {
            final Clock clock = Clock.offset(Clock.systemUTC(), off);
            try (DevPeer peer = DevPeer.start(ConfigFile.read(skewed.writeConfig()), clock)) {
                skewed.use(peer);
                final Contract contract = skewed.gateway(TestNetwork.CITY, user)
                        .getNetwork(TestNetwork.CHANNEL)
                        .getContract(TestNetwork.CHAINCODE);
                assertThatThrownBy(() -> contract.evaluateTransaction("get", "a"))
                        .hasMessageContaining("more than 15 minutes");
            }
        }
        skewed.close();
    }

    private void assertRefused(final IssuedIdentity user, final String mspId, final String reason) throws Exception {
        final Contract contract =
                peers.gateway(mspId, user).getNetwork(TestNetwork.CHANNEL).getContract(TestNetwork.CHAINCODE);
        final EndorseException endorse =
                catchThrowableOfType(EndorseException.class, () -> endorsed(contract, "put", "a", "x"));
        assertThat(endorse.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(endorse.getDetails().get(0).getMessage())
                .startsWith("error validating proposal: access denied")
                .contains(reason);
        final GatewayException evaluate =
                catchThrowableOfType(GatewayException.class, () -> contract.evaluateTransaction("get", "a"));
        assertThat(evaluate.getStatus().getCode()).isEqualTo(Status.Code.UNKNOWN);
        assertThat(evaluate.getDetails().get(0).getMessage()).contains(reason);
    }

    private IssuedIdentity strangerOf(final String mspId) {
        return OrganisationAuthority.create("Rival", mspId).issue(CertificateRequest.enrolment("user", "client"));
    }

    private static Proposal proposal(final Gateway gateway) {
        return gateway.getNetwork(TestNetwork.CHANNEL)
                .getContract(TestNetwork.CHAINCODE)
                .newProposal("get")
                .addArguments("nothing")
                .build();
    }

    private static Proposal signed(final Gateway gateway, final Signer signer) throws Exception {
        final Proposal unsigned = proposal(gateway);
        return gateway.newSignedProposal(unsigned.getBytes(), signer.sign(unsigned.getDigest()));
    }

    private static ByteString replace(final ByteString bytes, final String from, final String to) {
        final String text = new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
        return ByteString.copyFrom(text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }
}
