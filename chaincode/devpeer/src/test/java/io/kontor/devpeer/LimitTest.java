package io.kontor.devpeer;

import static io.kontor.devpeer.Clients.endorsed;
import static io.kontor.devpeer.Clients.evaluated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.devpeer.identity.Sha256;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bounds on calls and messages (DEV-20). */
class LimitTest {
    @TempDir
    Path folder;

    private TestNetwork peers;

    @BeforeEach
    void start() throws Exception {
        peers = new TestNetwork(folder);
        peers.settings.put("contract.address", peers.startContract("contract").address());
    }

    @AfterEach
    void stop() {
        peers.close();
    }

    @Test
    void call_above_the_limit_is_refused_and_taken_again_when_another_has_ended() throws Exception {
        peers.settings.put("limit.concurrent-calls", "1");
        peers.startPeer();
        final Contract contract = contract();
        final GatewayGrpc.GatewayFutureStub stub = GatewayGrpc.newFutureStub(peers.channel());
        final SignedCommitStatusRequest request = requestThatIsNeverAnswered();
        final Deque<Future<?>> waiting = new ArrayDeque<>(List.of(stub.commitStatus(request)));

        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> {
            if (waiting.element().isDone()) {
                waiting.push(stub.commitStatus(request)); // it was itself the call above the limit
            }
            final GatewayException refusal =
                    catchThrowableOfType(GatewayException.class, () -> evaluated(contract, "whoami"));
            assertThat(refusal).isNotNull();
            assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNKNOWN);
            assertThat(refusal.getStatus().getDescription())
                    .isEqualTo("too many requests for /gateway.Gateway, exceeding concurrency limit (1)");
        });

        waiting.element().cancel(true);
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(evaluated(contract, "whoami")).isEqualTo("contract"));
    }

    @Test
    void message_above_the_limit_is_refused_and_one_below_is_taken() throws Exception {
        peers.settings.put("limit.message-mb", "1");
        peers.startPeer();
        final Contract contract = contract();

        final EndorseException refusal = catchThrowableOfType(
                EndorseException.class, () -> endorsed(contract, "put", "large", "x".repeat(1_100_000)));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(endorsed(contract, "put", "small", "x".repeat(300_000)).getResult())
                .hasSize(300_000);
    }

    private SignedCommitStatusRequest requestThatIsNeverAnswered() throws Exception {
        final IssuedIdentity user = peers.user(TestNetwork.CITY);
        final ByteString identity = SerializedIdentity.newBuilder()
                .setMspid(TestNetwork.CITY)
                .setIdBytes(ByteString.copyFromUtf8(user.certificatePem()))
                .build()
                .toByteString();
        final ByteString request = CommitStatusRequest.newBuilder()
                .setTransactionId("never")
                .setChannelId(TestNetwork.CHANNEL)
                .setIdentity(identity)
                .build()
                .toByteString();
        return SignedCommitStatusRequest.newBuilder()
                .setRequest(request)
                .setSignature(ByteString.copyFrom(TestNetwork.signer(user).sign(Sha256.of(request))))
                .build();
    }

    private Contract contract() throws Exception {
        return peers.gateway(TestNetwork.CITY).getNetwork(TestNetwork.CHANNEL).getContract(TestNetwork.CHAINCODE);
    }
}
