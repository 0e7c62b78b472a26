package io.kontor.devpeer.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kontor.devpeer.identity.Identity;
import io.kontor.devpeer.identity.IdentityRefused;
import io.kontor.devpeer.ledger.Ledger;
import io.kontor.devpeer.ledger.LedgerUnavailable;
import io.kontor.devpeer.ledger.MalformedTransaction;
import io.kontor.devpeer.ledger.Orderer;
import io.kontor.devpeer.ledger.ReceivedTransaction;
import io.kontor.devpeer.ledger.TransactionLocation;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** The service {@code gateway.Gateway}, with the errors that a Fabric peer gives (DEV-17). */
final class GatewayService extends GatewayGrpc.GatewayImplBase {
    private final Ledger ledger;
    private final Orderer orderer;
    private final Endorser endorser;
    private final Peers peers;
    private final Clock clock;
    private final Executor executor;

    GatewayService(
            final Ledger ledger, final Orderer orderer, final Peers peers, final Clock clock, final Executor executor) {
        this.ledger = ledger;
        this.orderer = orderer;
        this.peers = peers;
        this.endorser = new Endorser(ledger, peers);
        this.clock = clock;
        this.executor = executor;
    }

    @Override
    public void evaluate(final EvaluateRequest request, final StreamObserver<EvaluateResponse> observer) {
        answer(observer, () -> {
            requireChannel(request.getChannelId());
            final CheckedProposal proposal =
                    checked(request.getProposedTransaction(), Status.Code.UNKNOWN, "failed to evaluate transaction");
            requireSameId(request.getTransactionId(), proposal);
            return EvaluateResponse.newBuilder()
                    .setResult(endorser.evaluate(proposal, request.getTargetOrganizationsList()))
                    .build();
        });
    }

    @Override
    public void endorse(final EndorseRequest request, final StreamObserver<EndorseResponse> observer) {
        answer(observer, () -> {
            requireChannel(request.getChannelId());
            final CheckedProposal proposal = checked(
                    request.getProposedTransaction(),
                    Status.Code.ABORTED,
                    "failed to endorse transaction, see attached details for more info");
            requireSameId(request.getTransactionId(), proposal);
            if (ledger.transaction(proposal.transactionId()).isPresent()) {
                throw refusedProposal(
                        Status.Code.ABORTED,
                        "failed to endorse transaction, see attached details for more info",
                        "duplicate transaction found [" + proposal.transactionId() + "]");
            }
            return EndorseResponse.newBuilder()
                    .setPreparedTransaction(endorser.endorse(proposal, request.getEndorsingOrganizationsList()))
                    .build();
        });
    }

    @Override
    public void submit(final SubmitRequest request, final StreamObserver<SubmitResponse> observer) {
        answer(observer, () -> {
            requireChannel(request.getChannelId());
            if (request.getPreparedTransaction().getSignature().isEmpty()) {
                throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, "prepared transaction must be signed");
            }
            try {
                final ReceivedTransaction transaction = ReceivedTransaction.check(
                        request.getPreparedTransaction(), ledger.definition().organisations());
                requireChannel(transaction.header().channel());
                orderer.submit(transaction);
            } catch (MalformedTransaction e) {
                throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, "cannot order transaction: " + e.getMessage());
            } catch (IdentityRefused e) {
                final String message = "received unsuccessful response from orderer: FORBIDDEN, " + e.getMessage();
                throw refusedProposal(
                        Status.Code.ABORTED, "no orderers could successfully process transaction", message);
            } catch (LedgerUnavailable e) {
                throw RpcErrors.of(Status.Code.UNAVAILABLE, "cannot order transaction: " + e.getMessage());
            }
            return SubmitResponse.getDefaultInstance();
        });
    }

    @Override
    public void commitStatus(
            final SignedCommitStatusRequest signed, final StreamObserver<CommitStatusResponse> observer) {
        final CommitStatusRequest request;
        try {
            request = CommitStatusRequest.parseFrom(signed.getRequest());
            requireChannel(request.getChannelId());
            requireSigned(request.getIdentity(), signed.getSignature(), signed.getRequest());
        } catch (InvalidProtocolBufferException e) {
            observer.onError(RpcErrors.of(Status.Code.INVALID_ARGUMENT, "invalid status request: " + e.getMessage()));
            return;
        } catch (io.grpc.StatusRuntimeException e) {
            observer.onError(e);
            return;
        }
        final ServerCallStreamObserver<CommitStatusResponse> call =
                (ServerCallStreamObserver<CommitStatusResponse>) observer;
        final Consumer<TransactionLocation> waiter = location -> {
            call.onNext(CommitStatusResponse.newBuilder()
                    .setResult(location.code())
                    .setBlockNumber(location.block())
                    .build());
            call.onCompleted();
        };
        call.setOnCancelHandler(() -> ledger.stopWaiting(request.getTransactionId(), waiter));
        ledger.whenCommitted(request.getTransactionId(), waiter);
    }

    @Override
    public void chaincodeEvents(
            final SignedChaincodeEventsRequest signed, final StreamObserver<ChaincodeEventsResponse> observer) {
        final ServerCallStreamObserver<ChaincodeEventsResponse> call =
                (ServerCallStreamObserver<ChaincodeEventsResponse>) observer;
        try {
            final ChaincodeEventsRequest request = ChaincodeEventsRequest.parseFrom(signed.getRequest());
            requireChannel(request.getChannelId());
            requireSigned(request.getIdentity(), signed.getSignature(), signed.getRequest());
            final long start = StartPosition.of(request.getStartPosition(), ledger.height())
                    .orElse(ledger.height());
            final ChaincodeEventFilter filter =
                    new ChaincodeEventFilter(request.getChaincodeId(), start, request.getAfterTransactionId());
            final BlockStream<ChaincodeEventsResponse> stream =
                    new BlockStream<>(ledger, call, filter::events, executor);
            call.setOnCancelHandler(stream::stop);
            call.setOnReadyHandler(stream::advance);
            stream.start(start);
        } catch (InvalidProtocolBufferException e) {
            observer.onError(RpcErrors.of(Status.Code.INVALID_ARGUMENT, "invalid events request: " + e.getMessage()));
        } catch (io.grpc.StatusRuntimeException e) {
            observer.onError(e);
        }
    }

    private CheckedProposal checked(
            final SignedProposal signed, final Status.Code refusalCode, final String description) {
        try {
            final CheckedProposal proposal = CheckedProposal.check(signed, ledger.definition(), clock.instant());
            requireChannel(proposal.header().channel());
            return proposal;
        } catch (CheckedProposal.Refused e) {
            throw refusedProposal(refusalCode, description, String.valueOf(e.getMessage()));
        }
    }

    private io.grpc.StatusRuntimeException refusedProposal(
            final Status.Code code, final String description, final String message) {
        final String mspId = peers.organisations().get(0).mspId();
        return RpcErrors.of(code, description + ": " + message, List.of(peers.detail(mspId, message)));
    }

    private void requireChannel(final String channel) {
        if (!channel.equals(ledger.definition().channel())) {
            throw RpcErrors.of(
                    Status.Code.UNAVAILABLE,
                    "channel " + channel + " does not exist here; this development peer has channel "
                            + ledger.definition().channel());
        }
    }

    private static void requireSameId(final String requested, final CheckedProposal proposal) {
        if (!requested.equals(proposal.transactionId())) {
            throw RpcErrors.of(
                    Status.Code.INVALID_ARGUMENT,
                    "request names transaction " + requested + ", its proposal " + proposal.transactionId());
        }
    }

    private void requireSigned(final ByteString identity, final ByteString signature, final ByteString request) {
        try {
            final Identity creator = ledger.definition().organisations().identify(identity);
            creator.requireValidAt(clock.instant());
            creator.requireSignature(signature, request);
        } catch (IdentityRefused e) {
            throw RpcErrors.of(Status.Code.PERMISSION_DENIED, "access denied: " + e.getMessage());
        }
    }

    private static <T> void answer(final StreamObserver<T> observer, final Supplier<T> work) {
        final T result;
        try {
            result = work.get();
        } catch (io.grpc.StatusRuntimeException e) {
            observer.onError(e);
            return;
        }
        observer.onNext(result);
        observer.onCompleted();
    }
}
