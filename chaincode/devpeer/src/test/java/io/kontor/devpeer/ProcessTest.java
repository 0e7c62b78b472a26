package io.kontor.devpeer;

import static io.kontor.devpeer.Clients.evaluated;
import static io.kontor.devpeer.Clients.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.protos.peer.ProposalResponse;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dev peer as a process: banner, READY line (DEV-2), failed starts (DEV-3), and a kill (DEV-5). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ProcessTest {
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
    void every_answered_transaction_survives_a_kill() throws Exception {
        final int port = TestContractServer.freePort();
        peers.settings.put("listen.port", String.valueOf(port));
        try (Running first = Running.start(peers.writeConfig())) {
            assertThat(first.banner()).anyMatch(line -> line.contains("DEVELOPMENT LEDGER"));
            assertThat(first.ready()).isEqualTo("READY 127.0.0.1:" + port + " height=1");
            final Contract contract = contract(port);
            for (int i = 0; i < 10; i++) {
                put(contract, "k" + i, "v" + i);
            }
            first.kill();
        }
        try (Running second = Running.start(peers.writeConfig())) {
            assertThat(second.ready()).isEqualTo("READY 127.0.0.1:" + port + " height=11");
            final Contract contract = contract(port);
            for (int i = 0; i < 10; i++) {
                assertThat(evaluated(contract, "get", "k" + i)).isEqualTo("v" + i);
            }
        }
    }

    @Test
    void failed_start_prints_one_line_and_ends_with_code_1() throws Exception {
        final int port = TestContractServer.freePort();
        peers.settings.put("listen.port", String.valueOf(port));
        try (Running holder = Running.start(peers.writeConfig())) {
            assertThat(holder.ready()).startsWith("READY");
            final Process second = Running.process(peers.writeConfig());

            assertThat(errors(second)).hasSize(1).first().asString().contains("another process holds it");
            assertThat(second.waitFor()).isEqualTo(1);

            peers.settings.put("data.dir", "elsewhere");
            final Process third = Running.process(peers.writeConfig());
            assertThat(errors(third)).hasSize(1).first().asString().startsWith("Cannot listen on 127.0.0.1:" + port);
            assertThat(third.waitFor()).isEqualTo(1);
        }
        peers.settings.put("surprise", "x");
        final Process fourth = Running.process(peers.writeConfig());
        assertThat(errors(fourth)).hasSize(1).first().asString().contains("unknown keys [surprise]");
        assertThat(fourth.waitFor()).isEqualTo(1);
    }

    /** DEV-21. */
    @Test
    void method_that_is_not_provided_answers_unimplemented_by_name() throws Exception {
        peers.startPeer();
        final ManagedChannel channel = peers.channel();
        final MethodDescriptor<SignedProposal, ProposalResponse> method =
                MethodDescriptor.<SignedProposal, ProposalResponse>newBuilder()
                        .setType(MethodDescriptor.MethodType.UNARY)
                        .setFullMethodName("protos.Endorser/ProcessProposal")
                        .setRequestMarshaller(ProtoUtils.marshaller(SignedProposal.getDefaultInstance()))
                        .setResponseMarshaller(ProtoUtils.marshaller(ProposalResponse.getDefaultInstance()))
                        .build();

        final StatusRuntimeException refusal = Assertions.catchThrowableOfType(
                StatusRuntimeException.class,
                () -> ClientCalls.blockingUnaryCall(
                        channel,
                        method,
                        CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS),
                        SignedProposal.getDefaultInstance()));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(refusal.getStatus().getDescription()).contains("protos.Endorser/ProcessProposal");
    }

    private Contract contract(final int port) throws Exception {
        return peers.gateway(TestNetwork.CITY, "127.0.0.1:" + port)
                .getNetwork(TestNetwork.CHANNEL)
                .getContract(TestNetwork.CHAINCODE);
    }

    /** What the process says on standard error, without what newer Java runtimes say about its libraries. */
    private static List<String> errors(final Process process) throws IOException {
        try (InputStream stream = process.getErrorStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("WARNING: "))
                    .toList();
        }
    }

    /** A dev peer in a process of its own. */
    private record Running(Process process, List<String> banner, String ready) implements AutoCloseable {

        static Running start(final Path config) throws IOException {
            final Process process = process(config);
            final BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
            final List<String> banner = new ArrayList<>();
            String line = reader.readLine();
            while (line != null && !line.startsWith("READY")) {
                banner.add(line);
                line = reader.readLine();
            }
            return new Running(process, banner, line == null ? "ended: " + errors(process) : line);
        }

        static Process process(final Path config) throws IOException {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DevPeerMain.class.getName(),
                            "--config",
                            config.toString())
                    .start();
        }

        void kill() {
            process.destroyForcibly().onExit().join();
        }

        @Override
        public void close() {
            kill();
        }
    }
}
