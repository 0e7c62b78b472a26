package io.kontor.testkit.devpeer;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;

/** Stands between a client and the dev peer and decides what becomes of submitted transactions. */
final class SubmitGate extends GatewayGrpc.GatewayImplBase implements AutoCloseable {

    /** What becomes of a submitted transaction. */
    interface Orderers {
        /** Fate of the transaction that is submitted as the so many-th, from 1. */
        Fate of(int times);
    }

    /** What the orderers do and say. */
    enum Fate {
        /** Taken and ordered. */
        TAKEN,
        /** Taken by too few, so the peer says that it was not; ordered nevertheless. */
        TAKEN_UNKNOWN,
        /** Not taken, and said so: there is no leader. */
        REFUSED,
        /** Taken and then lost, as with a leader that dies. */
        LOST
    }

    private final ManagedChannel channel;
    private final GatewayGrpc.GatewayStub peer;
    private final Orderers orderers;
    private final Server server;
    private final AtomicInteger submitted = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * A gate at a free port.
     *
     * @param channel connection to the peer; closed with this
     * @param folder where {@code peer-tls.pem} and its key are
     * @param orderers what becomes of submitted transactions
     */
    SubmitGate(ManagedChannel channel, Path folder, Orderers orderers) throws IOException {
        this.channel = channel;
        this.peer = GatewayGrpc.newStub(channel);
        this.orderers = orderers;
        this.server = Grpc.newServerBuilderForPort(
                        0,
                        TlsServerCredentials.create(
                                folder.resolve("peer-tls.pem").toFile(),
                                folder.resolve("peer-tls.key").toFile()))
                .addService(this)
                .build()
                .start();
    }

    int port() {
        return server.getPort();
    }

    /** How often a transaction was submitted. */
    int submitted() {
        return submitted.get();
    }

    /** How often a status was asked for. */
    int asked() {
        return asked.get();
    }

    @Override
    public void endorse(EndorseRequest request, StreamObserver<EndorseResponse> observer) {
        peer.endorse(request, observer);
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitResponse> observer) {
        switch (orderers.of(submitted.incrementAndGet())) {
            case TAKEN -> peer.submit(request, observer);
            case TAKEN_UNKNOWN -> peer.submit(request, new Refusing(observer));
            case REFUSED -> new Refusing(observer).onCompleted();
            case LOST -> {
                observer.onNext(SubmitResponse.getDefaultInstance());
                observer.onCompleted();
            }
        }
    }

    @Override
    public void commitStatus(SignedCommitStatusRequest request, StreamObserver<CommitStatusResponse> observer) {
        asked.incrementAndGet();
        peer.commitStatus(request, observer);
    }

    @Override
    public void close() {
        server.shutdownNow();
        channel.shutdownNow();
    }

    /** Answers as Fabric's gateway does when too few orderers took a transaction, whatever the peer said. */
    private record Refusing(StreamObserver<SubmitResponse> client) implements StreamObserver<SubmitResponse> {
        @Override
        public void onNext(SubmitResponse response) {
            // The client is not told.
        }

        @Override
        public void onError(Throwable error) {
            client.onError(error);
        }

        @Override
        public void onCompleted() {
            client.onError(Status.UNAVAILABLE
                    .withDescription("no orderers could successfully process transaction")
                    .asRuntimeException());
        }
    }
}
