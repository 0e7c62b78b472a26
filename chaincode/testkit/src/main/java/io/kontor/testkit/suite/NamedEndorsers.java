package io.kontor.testkit.suite;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.model.json.JsonObject;
import io.kontor.testkit.ledger.TestIdentity;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Submits transactions with the endorsements of named organisations only, which no facade does. */
public final class NamedEndorsers {

    private final Function<TestIdentity, FabricConnection> connections;

    /** @param connections how an identity reaches the ledger */
    public NamedEndorsers(Function<TestIdentity, FabricConnection> connections) {
        this.connections = connections;
    }

    /**
     * Submits a transaction and answers what became of it.
     *
     * @param identity who submits
     * @param call function and its argument
     * @param organisations who endorses, MSP ids
     */
    public TxValidationCode submit(TestIdentity identity, Call call, String... organisations) throws Exception {
        FabricConnection connection = connections.apply(identity);
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
                .evaluateOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
                .endorseOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
                .submitOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
                .commitStatusOptions(options -> options.withDeadlineAfter(30, TimeUnit.SECONDS))
                .connect()) {
            Contract contract = gateway.getNetwork(connection.channel()).getContract(connection.chaincode());
            Transaction endorsed = Awaitility.await()
                    .ignoreExceptionsMatching(NamedEndorsers::isLate)
                    .until(() -> endorse(contract, call, organisations), Objects::nonNull);
            return endorsed.submitAsync().getStatus().getCode();
        } finally {
            channel.shutdownNow();
        }
    }

    private static Transaction endorse(Contract contract, Call call, String... organisations) throws EndorseException {
        return contract.newProposal(call.function())
                .addArguments(call.argument().toString())
                .setEndorsingOrganizations(organisations)
                .build()
                .endorse();
    }

    /** Peers that lag behind each other read different versions for a moment. */
    private static boolean isLate(Throwable failure) {
        return failure instanceof EndorseException endorsing
                && endorsing.getDetails().stream()
                        .anyMatch(detail -> detail.getMessage().contains("ProposalResponsePayloads do not match"));
    }

    /**
     * What is called.
     *
     * @param function function
     * @param argument its argument
     */
    public record Call(String function, JsonObject argument) {}
}
