package io.kontor.devpeer.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.Response;
import org.jspecify.annotations.Nullable;

/**
 * One stream to a contract server. The server registers, is told that it is ready, and then gets transactions, many at
 * a time, each known by its id. When the stream ends, all transactions on it fail.
 */
final class ContractStream implements StreamObserver<ChaincodeMessage> {
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final StreamObserver<ChaincodeMessage> outbound;
    private volatile @Nullable String ended;

    ContractStream(final Channel channel) {
        this.outbound = ChaincodeGrpc.newStub(channel).connect(this);
    }

    /** Completes when the server may be given transactions, or fails with the reason why it never will. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    boolean isOpen() {
        return ended == null;
    }

    /** Starts a transaction. The future fails when the stream ends. */
    CompletableFuture<ContractAnswer> start(final ContractCall call, final StateRequests requests) {
        final Running entry = new Running(call, requests, new CompletableFuture<>());
        if (running.putIfAbsent(call.transactionId(), entry) != null) {
            entry.answer.complete(ContractAnswer.failure("transaction " + call.transactionId() + " runs already"));
            return entry.answer;
        }
        send(ChaincodeMessage.newBuilder()
                .setType(ChaincodeMessage.Type.TRANSACTION)
                .setTxid(call.transactionId())
                .setChannelId(call.channel())
                .setPayload(call.input())
                .setProposal(call.proposal())
                .build());
        final String reason = ended;
        if (reason != null) {
            fail(reason);
        }
        return entry.answer;
    }

    /** Forgets a transaction whose answer nobody waits for any more. */
    void abandon(final String transactionId) {
        running.remove(transactionId);
    }

    /** Ends the stream; all that runs on it fails with the reason. */
    void end(final String reason) {
        fail(reason);
        synchronized (outbound) {
            outbound.onError(Status.CANCELLED.withDescription(reason).asRuntimeException());
        }
    }

    @Override
    public void onNext(final ChaincodeMessage message) {
        switch (message.getType()) {
            case REGISTER -> register();
            case KEEPALIVE -> {}
            case COMPLETED, ERROR -> finish(message);
            default -> request(message);
        }
    }

    @Override
    public void onError(final Throwable failure) {
        final Status status = Status.fromThrowable(failure);
        final Throwable cause = status.getCause();
        final String text = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        fail(cause == null || cause.getMessage() == null ? text : text + ", " + cause.getMessage());
    }

    @Override
    public void onCompleted() {
        fail("it closed the stream");
        synchronized (outbound) {
            outbound.onCompleted();
        }
    }

    private void fail(final String reason) {
        ended = reason;
        ready.completeExceptionally(new StreamEnded(reason));
        running.values().forEach(entry -> entry.answer.completeExceptionally(new StreamEnded(reason)));
    }

    private void register() {
        send(ChaincodeMessage.newBuilder()
                .setType(ChaincodeMessage.Type.REGISTERED)
                .build());
        send(ChaincodeMessage.newBuilder().setType(ChaincodeMessage.Type.READY).build());
        ready.complete(null);
    }

    private void request(final ChaincodeMessage message) {
        final Running entry = running.get(message.getTxid());
        if (entry == null) {
            send(ChaincodeMessage.newBuilder()
                    .setType(ChaincodeMessage.Type.ERROR)
                    .setTxid(message.getTxid())
                    .setChannelId(message.getChannelId())
                    .setPayload(ByteString.copyFromUtf8("transaction " + message.getTxid() + " has ended"))
                    .build());
        } else {
            send(entry.requests.answer(message));
        }
    }

    private void finish(final ChaincodeMessage message) {
        final Running entry = running.remove(message.getTxid());
        if (entry != null) {
            entry.answer.complete(answer(entry, message));
        }
    }

    private static ContractAnswer answer(final Running entry, final ChaincodeMessage message) {
        if (message.getType() == ChaincodeMessage.Type.ERROR) {
            return ContractAnswer.failure(message.getPayload().toStringUtf8());
        }
        try {
            final Optional<ChaincodeEvent> event = message.hasChaincodeEvent()
                    ? Optional.of(message.getChaincodeEvent().toBuilder()
                            .setChaincodeId(entry.call.chaincode())
                            .setTxId(entry.call.transactionId())
                            .build())
                    : Optional.empty();
            return new ContractAnswer(
                    Response.parseFrom(message.getPayload()),
                    entry.requests.result(),
                    event,
                    entry.requests.privateChanges());
        } catch (InvalidProtocolBufferException e) {
            return ContractAnswer.failure("the contract server's response cannot be parsed");
        }
    }

    private void send(final ChaincodeMessage message) {
        synchronized (outbound) {
            if (isOpen()) {
                outbound.onNext(message);
            }
        }
    }

    private record Running(ContractCall call, StateRequests requests, CompletableFuture<ContractAnswer> answer) {}

    /** The stream ended before the answer came. */
    static final class StreamEnded extends Exception {
        private static final long serialVersionUID = 1L;

        StreamEnded(final String reason) {
            super(reason);
        }
    }
}
