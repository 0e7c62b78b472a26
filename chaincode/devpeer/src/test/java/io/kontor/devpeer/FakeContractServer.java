package io.kontor.devpeer;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.Response;

/** A contract server on the bare protocol, for what the shim would not send. */
final class FakeContractServer extends ChaincodeGrpc.ChaincodeImplBase implements AutoCloseable {
    private final Function<ChaincodeMessage, Optional<ChaincodeMessage>> answers;
    private final AtomicInteger streams = new AtomicInteger();
    private final Server server;

    private FakeContractServer(final Function<ChaincodeMessage, Optional<ChaincodeMessage>> answers)
            throws IOException {
        this.answers = answers;
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build()
                .start();
    }

    static FakeContractServer start(final Function<ChaincodeMessage, Optional<ChaincodeMessage>> answers)
            throws IOException {
        return new FakeContractServer(answers);
    }

    /** Completes a transaction: "done", or the text of the message's payload when that is an error. */
    static Optional<ChaincodeMessage> complete(final ChaincodeMessage message) {
        final ByteString payload = message.getType() == ChaincodeMessage.Type.ERROR
                ? message.getPayload()
                : ByteString.copyFromUtf8("done");
        return Optional.of(ChaincodeMessage.newBuilder()
                .setType(ChaincodeMessage.Type.COMPLETED)
                .setTxid(message.getTxid())
                .setChannelId(message.getChannelId())
                .setPayload(Response.newBuilder()
                        .setStatus(200)
                        .setPayload(payload)
                        .build()
                        .toByteString())
                .build());
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    int streams() {
        return streams.get();
    }

    @Override
    public StreamObserver<ChaincodeMessage> connect(final StreamObserver<ChaincodeMessage> peer) {
        streams.incrementAndGet();
        peer.onNext(ChaincodeMessage.newBuilder()
                .setType(ChaincodeMessage.Type.REGISTER)
                .build());
        return new StreamObserver<>() {
            @Override
            public void onNext(final ChaincodeMessage message) {
                if (!message.getTxid().isEmpty()) {
                    answers.apply(message).ifPresent(peer::onNext);
                }
            }

            @Override
            public void onError(final Throwable failure) {
                // The peer left; the next one gets a stream of its own.
            }

            @Override
            public void onCompleted() {
                peer.onCompleted();
            }
        };
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
