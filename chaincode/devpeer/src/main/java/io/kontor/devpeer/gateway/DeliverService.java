package io.kontor.devpeer.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kontor.devpeer.identity.Identity;
import io.kontor.devpeer.identity.IdentityRefused;
import io.kontor.devpeer.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.jspecify.annotations.Nullable;

/** The service {@code protos.Deliver}: whole and filtered blocks (DEV-19). Blocks with private data are not provided. */
final class DeliverService extends DeliverGrpc.DeliverImplBase {
    private final Ledger ledger;
    private final Clock clock;
    private final Executor executor;

    DeliverService(final Ledger ledger, final Clock clock, final Executor executor) {
        this.ledger = ledger;
        this.clock = clock;
        this.executor = executor;
    }

    @Override
    public StreamObserver<Envelope> deliver(final StreamObserver<DeliverResponse> observer) {
        return new Request(
                observer,
                seek -> block -> Optional.of(DeliverResponse.newBuilder()
                        .setBlock(wanted(block, seek))
                        .build()));
    }

    @Override
    public StreamObserver<Envelope> deliverFiltered(final StreamObserver<DeliverResponse> observer) {
        return new Request(
                observer,
                seek -> block -> Optional.of(DeliverResponse.newBuilder()
                        .setFilteredBlock(
                                FilteredBlocks.of(block, ledger.definition().channel()))
                        .build()));
    }

    @Override
    public StreamObserver<Envelope> deliverWithPrivateData(final StreamObserver<DeliverResponse> observer) {
        observer.onError(io.grpc.Status.UNIMPLEMENTED
                .withDescription("protos.Deliver/DeliverWithPrivateData is not provided by the development peer")
                .asRuntimeException());
        return new Request(observer, seek -> block -> Optional.empty());
    }

    private static Block wanted(final Block block, final SeekInfo seek) {
        if (seek.getContentType() == SeekInfo.SeekContentType.HEADER_WITH_SIG
                && block.getHeader().getNumber() != 0) {
            return block.toBuilder().setData(BlockData.getDefaultInstance()).build();
        }
        return block;
    }

    /** One stream: its first message says what is wanted. */
    private final class Request implements StreamObserver<Envelope> {
        private final ServerCallStreamObserver<DeliverResponse> call;
        private final Function<SeekInfo, Function<Block, Optional<DeliverResponse>>> picture;
        private volatile @Nullable BlockStream<DeliverResponse> stream;

        Request(
                final StreamObserver<DeliverResponse> observer,
                final Function<SeekInfo, Function<Block, Optional<DeliverResponse>>> picture) {
            this.call = (ServerCallStreamObserver<DeliverResponse>) observer;
            this.picture = picture;
            call.setOnCancelHandler(this::stop);
            call.setOnReadyHandler(this::advance);
        }

        @Override
        public void onNext(final Envelope envelope) {
            if (stream != null) {
                end(Status.BAD_REQUEST);
                return;
            }
            try {
                final Payload payload = Payload.parseFrom(envelope.getPayload());
                final Status refusal = refusal(envelope, payload);
                if (refusal == Status.SUCCESS) {
                    seek(SeekInfo.parseFrom(payload.getData()));
                } else {
                    end(refusal);
                }
            } catch (InvalidProtocolBufferException e) {
                end(Status.BAD_REQUEST);
            }
        }

        @Override
        public void onError(final Throwable failure) {
            stop();
        }

        /** The client has nothing more to ask, but may still read. */
        @Override
        public void onCompleted() {
            if (stream == null) {
                call.onCompleted();
            }
        }

        private void seek(final SeekInfo seek) {
            final long height = ledger.height();
            final OptionalLong first = StartPosition.of(seek.getStart(), height);
            final OptionalLong last = StartPosition.of(seek.getStop(), height);
            if (first.isEmpty() || last.isEmpty() || Long.compareUnsigned(first.getAsLong(), last.getAsLong()) > 0) {
                end(Status.BAD_REQUEST);
                return;
            }
            final boolean waits = seek.getBehavior() == SeekInfo.SeekBehavior.BLOCK_UNTIL_READY;
            if (!waits && Long.compareUnsigned(last.getAsLong(), height) >= 0) {
                end(Status.NOT_FOUND);
                return;
            }
            final BlockStream<DeliverResponse> started = new BlockStream<>(ledger, call, picture.apply(seek), executor)
                    .until(last.getAsLong(), () -> end(Status.SUCCESS));
            stream = started;
            started.start(first.getAsLong());
        }

        private void end(final Status status) {
            stop();
            call.onNext(DeliverResponse.newBuilder().setStatus(status).build());
            call.onCompleted();
        }

        private void stop() {
            final BlockStream<DeliverResponse> current = stream;
            if (current != null) {
                current.stop();
            }
        }

        private void advance() {
            final BlockStream<DeliverResponse> current = stream;
            if (current != null) {
                current.advance();
            }
        }
    }

    private Status refusal(final Envelope envelope, final Payload payload) throws InvalidProtocolBufferException {
        final ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        if (!header.getChannelId().equals(ledger.definition().channel())) {
            return Status.NOT_FOUND;
        }
        final Instant now = clock.instant();
        final Duration off = Duration.between(
                        Instant.ofEpochSecond(header.getTimestamp().getSeconds()), now)
                .abs();
        if (off.compareTo(CheckedProposal.TIME_WINDOW) > 0) {
            return Status.BAD_REQUEST;
        }
        final SignatureHeader signatureHeader =
                SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
        try {
            final Identity creator = ledger.definition().organisations().identify(signatureHeader.getCreator());
            creator.requireValidAt(now);
            creator.requireSignature(envelope.getSignature(), envelope.getPayload());
            return Status.SUCCESS;
        } catch (IdentityRefused e) {
            return Status.FORBIDDEN;
        }
    }
}
