package io.kontor.devpeer;

import static io.kontor.devpeer.Clients.endorsed;
import static io.kontor.devpeer.Clients.evaluated;
import static io.kontor.devpeer.Clients.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to contract servers (DEV-15) and what they may ask (DEV-14). */
class ContractConnectionTest {
    @TempDir
    Path folder;

    private TestNetwork peers;

    @BeforeEach
    void start() throws Exception {
        peers = new TestNetwork(folder);
    }

    @AfterEach
    void stop() {
        peers.close();
    }

    @Test
    void absent_contract_server_is_unavailable_by_address_until_it_starts() throws Exception {
        final int port = TestContractServer.freePort();
        peers.settings.put("contract.address", "127.0.0.1:" + port);
        peers.startPeer();
        final Contract contract = contract();

        final EndorseException refusal =
                catchThrowableOfType(EndorseException.class, () -> endorsed(contract, "put", "a", "x"));
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(refusal.getStatus().getDescription()).contains("contract server 127.0.0.1:" + port);
        assertThat(refusal.getDetails().get(0).getMessage()).contains("127.0.0.1:" + port);

        try (TestContractServer server = TestContractServer.start("late", port, Optional.empty())) {
            awaitAnswer(contract, "late");
            put(contract, "a", server.address());
        }
    }

    @Test
    void contract_server_that_was_restarted_is_found_again() throws Exception {
        final int port = TestContractServer.freePort();
        peers.settings.put("contract.address", "127.0.0.1:" + port);
        peers.startPeer();
        final Contract contract = contract();
        try (TestContractServer first = TestContractServer.start("first", port, Optional.empty())) {
            awaitAnswer(contract, "first");
            put(contract, "kept", first.address());
        }
        assertThat(catchThrowableOfType(GatewayException.class, () -> evaluated(contract, "whoami"))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.UNAVAILABLE);
        try (TestContractServer second = TestContractServer.start("second", port, Optional.empty())) {
            awaitAnswer(contract, "second");
            assertThat(evaluated(contract, "get", "kept")).isEqualTo(second.address());
        }
    }

    @Test
    void contract_server_over_mutual_tls_works_and_a_false_one_does_not() throws Exception {
        final IssuedIdentity server = peers.issueTls();
        final IssuedIdentity client =
                peers.authority(TestNetwork.REGULATOR).issue(CertificateRequest.tls("peer", "localhost"));
        final Path clientRoot = folder.resolve(TestNetwork.REGULATOR + "-tls-root.pem");
        final TestContractServer.Tls tls = new TestContractServer.Tls(
                peers.set("contract.tls.certificate", "contract.pem", server.certificatePem()),
                peers.set("contract.tls.key", "contract.key", server.privateKeyPem()),
                clientRoot);
        peers.set("contract.tls.certificate", "client.pem", client.certificatePem());
        peers.set("contract.tls.key", "client.key", client.privateKeyPem());
        peers.settings.put("contract.tls.root", TestNetwork.CITY + "-tls-root.pem");
        final int port = TestContractServer.freePort();
        peers.settings.put("contract.address", "127.0.0.1:" + port);
        try (TestContractServer running = TestContractServer.start("mutual", port, Optional.of(tls))) {
            peers.startPeer();
            awaitAnswer(contract(), "mutual");

            final IssuedIdentity stranger = OrganisationAuthority.create("Rival", "RivalMSP")
                    .issue(CertificateRequest.tls("peer", "localhost"));
            peers.set("contract.tls.certificate", "client.pem", stranger.certificatePem());
            peers.set("contract.tls.key", "client.key", stranger.privateKeyPem());
            peers.restartPeer();
            assertThat(catchThrowableOfType(GatewayException.class, () -> evaluated(contract(), "whoami"))
                            .getStatus()
                            .getDescription())
                    .contains(running.address());
        }
    }

    @Test
    void contract_that_does_not_answer_in_time_is_refused() throws Exception {
        try (FakeContractServer fake = FakeContractServer.start(message -> Optional.empty())) {
            peers.settings.put("contract.address", fake.address());
            peers.settings.put("contract.timeout-ms", "200");
            peers.startPeer();

            assertThat(catchThrowableOfType(GatewayException.class, () -> evaluated(contract(), "whoami"))
                            .getDetails()
                            .get(0)
                            .getMessage())
                    .isEqualTo("chaincode response 500, the contract did not answer within 200 ms");
        }
    }

    @Test
    void one_stream_serves_many_calls_and_calls_of_many_clients() throws Exception {
        try (FakeContractServer fake = FakeContractServer.start(FakeContractServer::complete)) {
            peers.settings.put("contract.address", fake.address());
            peers.startPeer();
            for (int i = 0; i < 5; i++) {
                assertThat(evaluated(contract(), "anything")).isEqualTo("done");
            }
            assertThat(fake.streams()).isEqualTo(1);
        }
    }

    @Test
    void request_that_is_not_provided_is_answered_by_an_error_that_names_it() throws Exception {
        for (final ChaincodeMessage.Type type : new ChaincodeMessage.Type[] {
            ChaincodeMessage.Type.INVOKE_CHAINCODE,
            ChaincodeMessage.Type.GET_QUERY_RESULT,
            ChaincodeMessage.Type.WRITE_BATCH_STATE,
            ChaincodeMessage.Type.GET_STATE_MULTIPLE
        }) {
            assertThat(errorAnswering(type, com.google.protobuf.ByteString.EMPTY))
                    .isEqualTo(type + " is not provided by the development peer");
        }
        assertThat(errorAnswering(
                        ChaincodeMessage.Type.GET_STATE,
                        org.hyperledger.fabric.protos.peer.GetState.newBuilder()
                                .setKey("k")
                                .setCollection("secret")
                                .build()
                                .toByteString()))
                .isEqualTo("collection secret could not be found");
        assertThat(errorAnswering(
                        ChaincodeMessage.Type.GET_STATE,
                        org.hyperledger.fabric.protos.peer.GetState.getDefaultInstance()
                                .toByteString()))
                .isEqualTo("an empty key is not allowed");
    }

    /** What the peer answers to a request that a contract makes within a transaction. */
    private String errorAnswering(final ChaincodeMessage.Type type, final com.google.protobuf.ByteString payload)
            throws Exception {
        try (FakeContractServer fake = FakeContractServer.start(message -> switch (message.getType()) {
            case TRANSACTION ->
                Optional.of(message.toBuilder()
                        .clearProposal()
                        .setType(type)
                        .setPayload(payload)
                        .build());
            case ERROR ->
                FakeContractServer.complete(
                        message.toBuilder().setPayload(message.getPayload()).build());
            default -> Optional.empty();
        })) {
            peers.close();
            peers.settings.put("contract.address", fake.address());
            peers.startPeer();
            return evaluated(contract(), "anything");
        }
    }

    private Contract contract() throws Exception {
        return peers.gateway(TestNetwork.CITY).getNetwork(TestNetwork.CHANNEL).getContract(TestNetwork.CHAINCODE);
    }

    private static void awaitAnswer(final Contract contract, final String expected) {
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(evaluated(contract, "whoami")).isEqualTo(expected));
    }
}
