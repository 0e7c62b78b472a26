package io.kontor.testkit.fabric;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.StreamObserver;
import io.kontor.crypto.pki.Pem;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.network.fabric.FabricNetwork;
import io.kontor.network.fabric.Organisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.orderer.AtomicBroadcastGrpc;
import org.hyperledger.fabric.protos.orderer.BatchSize;
import org.hyperledger.fabric.protos.orderer.BroadcastResponse;

/** Changes the channel's configuration as its administrators do: the largest block grows by one message. */
final class ChannelUpdate {

    private static final ByteString NONCE = ByteString.copyFromUtf8("synthetic nonce of 24 B.");

    private final FabricNetwork network;

    ChannelUpdate(FabricNetwork network) {
        this.network = network;
    }

    /**
     * Hands the update, signed by the administrators of all organisations, to all orderers: one that complained alone about its leader takes
     * it and passes it on late (NET-19). Whoever has it in force already refuses it.
     */
    void submit(byte[] newestConfiguration) throws Exception {
        Payload block = Payload.parseFrom(Envelope.parseFrom(
                        Block.parseFrom(newestConfiguration).getData().getData(0))
                .getPayload());
        ConfigGroup channel =
                ConfigEnvelope.parseFrom(block.getData()).getConfig().getChannelGroup();
        ByteString update = update(channel).toByteString();
        ConfigUpdateEnvelope.Builder envelope =
                ConfigUpdateEnvelope.newBuilder().setConfigUpdate(update);
        for (Organisation organisation : network.organisations()) {
            ByteString header = header(organisation).toByteString();
            envelope.addSignatures(ConfigSignature.newBuilder()
                    .setSignatureHeader(header)
                    .setSignature(sign(organisation, header.concat(update))));
        }
        Organisation first = network.organisations().get(0);
        ByteString payload = Payload.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(ChannelHeader.newBuilder()
                                .setType(HeaderType.CONFIG_UPDATE_VALUE)
                                .setChannelId(FabricNetwork.CHANNEL)
                                .build()
                                .toByteString())
                        .setSignatureHeader(header(first).toByteString()))
                .setData(envelope.build().toByteString())
                .build()
                .toByteString();
        Envelope signed = Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(sign(first, payload))
                .build();
        List<BroadcastResponse> answers = new ArrayList<>();
        for (Organisation organisation : network.organisations()) {
            answers.add(broadcast(organisation, signed));
        }
        if (answers.stream().noneMatch(answer -> answer.getStatus() == Status.SUCCESS)) {
            throw new IllegalStateException("Cannot update channel: " + answers);
        }
    }

    private static ConfigUpdate update(ConfigGroup channel) throws IOException {
        ConfigGroup orderer = channel.getGroupsOrThrow("Orderer");
        ConfigValue old = orderer.getValuesOrThrow("BatchSize");
        BatchSize size = BatchSize.parseFrom(old.getValue());
        ConfigValue value = old.toBuilder()
                .setVersion(old.getVersion() + 1)
                .setValue(size.toBuilder()
                        .setMaxMessageCount(size.getMaxMessageCount() + 1)
                        .build()
                        .toByteString())
                .build();
        ConfigGroup bare =
                ConfigGroup.newBuilder().setVersion(orderer.getVersion()).build();
        ConfigGroup.Builder top = ConfigGroup.newBuilder().setVersion(channel.getVersion());
        return ConfigUpdate.newBuilder()
                .setChannelId(FabricNetwork.CHANNEL)
                .setReadSet(top.clone().putGroups("Orderer", bare))
                .setWriteSet(top.clone()
                        .putGroups(
                                "Orderer",
                                bare.toBuilder().putValues("BatchSize", value).build()))
                .build();
    }

    private SignatureHeader header(Organisation organisation) throws IOException {
        ByteString creator = SerializedIdentity.newBuilder()
                .setMspid(organisation.mspId())
                .setIdBytes(ByteString.copyFromUtf8(Files.readString(admin(organisation, "signcerts/cert.pem"))))
                .build()
                .toByteString();
        return SignatureHeader.newBuilder().setCreator(creator).setNonce(NONCE).build();
    }

    private ByteString sign(Organisation organisation, ByteString message) throws IOException {
        byte[] key = Pem.readPrivateKey(Files.readString(admin(organisation, "keystore/key.pem")))
                .getEncoded();
        return ByteString.copyFrom(CryptoSuites.intl().signingKey(key).sign(message.toByteArray()));
    }

    private Path admin(Organisation organisation, String file) {
        return network.folder()
                .organisation(organisation)
                .root()
                .resolve("admin/msp")
                .resolve(file);
    }

    private BroadcastResponse broadcast(Organisation organisation, Envelope envelope) throws Exception {
        ManagedChannel channel = Grpc.newChannelBuilderForAddress(
                        "127.0.0.1",
                        network.ports(organisation).orderer(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(network.folder()
                                        .organisation(organisation)
                                        .tlsRoot()
                                        .toFile())
                                .build())
                .build();
        try {
            CompletableFuture<BroadcastResponse> answer = new CompletableFuture<>();
            StreamObserver<Envelope> orders =
                    AtomicBroadcastGrpc.newStub(channel).broadcast(new Answer(answer));
            orders.onNext(envelope);
            BroadcastResponse response = answer.get(20, TimeUnit.SECONDS);
            orders.onCompleted();
            return response;
        } finally {
            channel.shutdownNow();
        }
    }

    private record Answer(CompletableFuture<BroadcastResponse> first) implements StreamObserver<BroadcastResponse> {

        @Override
        public void onNext(BroadcastResponse response) {
            first.complete(response);
        }

        @Override
        public void onError(Throwable failure) {
            first.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            first.completeExceptionally(new IllegalStateException("the orderer ended without an answer"));
        }
    }
}
