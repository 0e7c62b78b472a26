package io.kontor.contract.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.Response;
import org.junit.jupiter.api.Test;

/** SRV-2: each connection is served by itself. */
class ContractServerTest {

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static ServerConfig config(int port) {
        return new ServerConfig("kontor:1", "127.0.0.1", port, Optional.empty(), 2, "WARNING");
    }

    @Test
    void several_peers_may_connect_at_once_and_again() throws Exception {
        int port = freePort();
        try (ContractServer server = ContractServer.start(config(port))) {
            ManagedChannel channel = Grpc.newChannelBuilder(server.address(), InsecureChannelCredentials.create())
                    .build();
            for (int i = 0; i < 3; i++) {
                Peer peer = new Peer();
                peer.talkTo(channel);
                ChaincodeMessage register = peer.next();
                assertThat(register.getType()).as(register.getTxid()).isEqualTo(ChaincodeMessage.Type.REGISTER);
                assertThat(ChaincodeID.parseFrom(register.getPayload()).getName())
                        .isEqualTo("kontor:1");
                peer.say(ChaincodeMessage.Type.REGISTERED);
                peer.say(ChaincodeMessage.Type.READY);
                peer.say(ChaincodeMessage.Type.TRANSACTION);
                ChaincodeMessage answer = peer.next();
                assertThat(answer.getType()).isEqualTo(ChaincodeMessage.Type.COMPLETED);
                assertThat(Response.parseFrom(answer.getPayload()).getMessage()).startsWith("UNKNOWN_FUNCTION: ");
            }
            channel.shutdownNow();
        }
    }

    @Test
    void a_taken_port_is_refused_at_the_start() throws Exception {
        int port = freePort();
        try (ContractServer server = ContractServer.start(config(port))) {
            assertThat(server.address()).endsWith(":" + port);
            assertThatThrownBy(() -> ContractServer.start(config(port))).isInstanceOf(IOException.class);
        }
    }

    /** The peer's end of the talk. */
    private static final class Peer implements StreamObserver<ChaincodeMessage> {

        private final BlockingQueue<ChaincodeMessage> heard = new LinkedBlockingQueue<>();
        private Optional<StreamObserver<ChaincodeMessage>> contract = Optional.empty();

        void talkTo(ManagedChannel channel) {
            contract = Optional.of(ChaincodeGrpc.newStub(channel).connect(this));
        }

        void say(ChaincodeMessage.Type type) {
            contract.orElseThrow()
                    .onNext(ChaincodeMessage.newBuilder()
                            .setType(type)
                            .setTxid("1")
                            .setChannelId("c")
                            .build());
        }

        ChaincodeMessage next() throws InterruptedException {
            return Optional.ofNullable(heard.poll(60, TimeUnit.SECONDS)).orElseThrow();
        }

        @Override
        public void onNext(ChaincodeMessage message) {
            heard.add(message);
        }

        @Override
        public void onError(Throwable error) {
            heard.add(ChaincodeMessage.newBuilder()
                    .setType(ChaincodeMessage.Type.UNDEFINED)
                    .setTxid(String.valueOf(error))
                    .build());
        }

        @Override
        public void onCompleted() {
            heard.add(ChaincodeMessage.getDefaultInstance());
        }
    }
}
