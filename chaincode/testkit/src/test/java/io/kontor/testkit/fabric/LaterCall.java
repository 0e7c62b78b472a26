package io.kontor.testkit.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.model.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** A transaction of another time than now, at peers whose window is wide enough for it. */
final class LaterCall {

    private static final int SECONDS = 20;

    private final FabricConnection connection;

    LaterCall(FabricConnection connection) {
        this.connection = connection;
    }

    /** Submits a call as of a time, with the endorsements of these organisations. */
    TxValidationCode submit(Instant at, String function, JsonObject argument, String... organisations)
            throws Exception {
        byte[] root = Identities.toPemString(connection.tlsRoot()).getBytes(StandardCharsets.US_ASCII);
        ManagedChannel channel = Grpc.newChannelBuilderForAddress(
                        connection.host(),
                        connection.port(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(new ByteArrayInputStream(root))
                                .build())
                .build();
        try (Gateway gateway = Gateway.newInstance()
                .identity(new X509Identity(connection.mspId(), connection.certificate()))
                .signer(Signers.newPrivateKeySigner(connection.privateKey()))
                .hash(Hash.SHA256)
                .connection(channel)
                .endorseOptions(options -> options.withDeadlineAfter(SECONDS, TimeUnit.SECONDS))
                .submitOptions(options -> options.withDeadlineAfter(SECONDS, TimeUnit.SECONDS))
                .commitStatusOptions(options -> options.withDeadlineAfter(SECONDS, TimeUnit.SECONDS))
                .connect()) {
            byte[] now = gateway.getNetwork(connection.channel())
                    .getContract(connection.chaincode())
                    .newProposal(function)
                    .addArguments(argument.toString())
                    .setEndorsingOrganizations(organisations)
                    .build()
                    .getBytes();
            return gateway.newProposal(moved(now, at))
                    .endorse()
                    .submitAsync()
                    .getStatus()
                    .getCode();
        } finally {
            channel.shutdownNow();
        }
    }

    /** The same proposal, not signed yet, as of another time. */
    private static byte[] moved(byte[] bytes, Instant at) throws Exception {
        ProposedTransaction proposed = ProposedTransaction.parseFrom(bytes);
        Proposal proposal = Proposal.parseFrom(proposed.getProposal().getProposalBytes());
        Header header = Header.parseFrom(proposal.getHeader());
        ByteString channelHeader = ChannelHeader.parseFrom(header.getChannelHeader()).toBuilder()
                .setTimestamp(Timestamp.newBuilder().setSeconds(at.getEpochSecond()))
                .build()
                .toByteString();
        ByteString later = proposal.toBuilder()
                .setHeader(header.toBuilder()
                        .setChannelHeader(channelHeader)
                        .build()
                        .toByteString())
                .build()
                .toByteString();
        return proposed.toBuilder()
                .setProposal(SignedProposal.newBuilder().setProposalBytes(later))
                .build()
                .toByteArray();
    }
}
