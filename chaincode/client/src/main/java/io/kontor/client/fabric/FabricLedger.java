package io.kontor.client.fabric;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import io.kontor.client.ledger.CommittedTransaction;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerBlocks;
import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerEvidence;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.client.ledger.LedgerUnknownException;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** A ledger over the Fabric Gateway protocol: a Fabric peer or the dev peer. Thread-safe; one TLS connection. */
public final class FabricLedger implements Ledger, LedgerEvidence, LedgerBlocks {

    /** Whole blocks are answered, too. */
    private static final int LARGEST_ANSWER = 32 << 20;

    private final FabricConnection connection;
    private final int otherPeers;
    private final ManagedChannel channel;
    private final Gateway gateway;
    private final Network network;
    private final Contract contract;
    private final Semaphore inFlight;
    private final Backoff backoff = new Backoff();
    private final Submission submission;
    private final EndorsedProposal endorsed;
    private final BlockReader blocks;

    private FabricLedger(FabricConnection connection, int otherPeers, ManagedChannel channel, Gateway gateway) {
        this.connection = connection;
        this.otherPeers = otherPeers;
        this.channel = channel;
        this.gateway = gateway;
        this.network = gateway.getNetwork(connection.channel());
        this.contract = network.getContract(connection.chaincode());
        this.inFlight = new Semaphore(connection.limits().inFlight());
        this.submission = new Submission(connection, gateway, contract, backoff);
        this.endorsed =
                new EndorsedProposal(network, backoff, connection.limits().attempts());
        this.blocks = new BlockReader(network, connection.channel());
    }

    /**
     * Prepares a connection; nothing is sent before the first call.
     *
     * @throws UncheckedIOException when the TLS root cannot be used
     */
    public static FabricLedger connect(FabricConnection connection) {
        return connect(connection, List.of());
    }

    /**
     * Prepares a connection that goes over to another peer when the first is lost (NET-9).
     *
     * @param connection identity and first peer
     * @param others further peers of the same organisation and TLS authority, in the order of preference
     */
    public static FabricLedger connect(FabricConnection connection, List<FabricConnection.Peer> others) {
        byte[] root = Identities.toPemString(connection.tlsRoot()).getBytes(StandardCharsets.US_ASCII);
        ManagedChannel channel;
        try {
            ChannelCredentials credentials = TlsChannelCredentials.newBuilder()
                    .trustManager(new ByteArrayInputStream(root))
                    .build();
            channel = channelBuilder(connection, others, credentials)
                    .keepAliveTime(1, TimeUnit.MINUTES)
                    .maxInboundMessageSize(LARGEST_ANSWER)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot connect to ledger at " + connection.host(), e);
        }
        FabricConnection.Limits limits = connection.limits();
        Gateway gateway = Gateway.newInstance()
                .identity(new X509Identity(connection.mspId(), connection.certificate()))
                .signer(Signers.newPrivateKeySigner(connection.privateKey()))
                .hash(Hash.SHA256)
                .connection(channel)
                .evaluateOptions(o -> o.withDeadlineAfter(limits.evaluate().toMillis(), TimeUnit.MILLISECONDS))
                .endorseOptions(o -> o.withDeadlineAfter(limits.endorse().toMillis(), TimeUnit.MILLISECONDS))
                .submitOptions(o -> o.withDeadlineAfter(limits.endorse().toMillis(), TimeUnit.MILLISECONDS))
                .commitStatusOptions(o -> o.withDeadlineAfter(limits.commit().toMillis(), TimeUnit.MILLISECONDS))
                .connect();
        return new FabricLedger(connection, others.size(), channel, gateway);
    }

    private static ManagedChannelBuilder<?> channelBuilder(
            FabricConnection connection, List<FabricConnection.Peer> others, ChannelCredentials credentials) {
        return others.isEmpty()
                ? Grpc.newChannelBuilderForAddress(connection.host(), connection.port(), credentials)
                : Grpc.newChannelBuilder(PeerResolver.target(connection, others), credentials);
    }

    @Override
    public JsonObject evaluate(String function, JsonObject argument) {
        for (int attempt = 1; ; attempt++) {
            acquire(function);
            try {
                byte[] answer = contract.evaluateTransaction(function, argument.toString());
                return CanonicalJson.parse(new String(answer, StandardCharsets.UTF_8));
            } catch (GatewayException e) {
                LedgerException outcome = GatewayErrors.of(function, e);
                if (!anotherPeerMayAnswer(outcome, attempt)) {
                    throw outcome;
                }
            } finally {
                inFlight.release();
            }
            requireOpen(function, attempt);
        }
    }

    /** A lost peer is left for another of the own organisation; nothing was submitted. */
    private boolean anotherPeerMayAnswer(LedgerException outcome, int attempt) {
        return outcome instanceof LedgerUnavailableException
                && GatewayErrors.lostPeer(outcome.getCause())
                && otherPeers > 0
                && attempt <= otherPeers + 1;
    }

    private void requireOpen(String function, int attempt) {
        if (!backoff.await(attempt)) {
            throw new LedgerUnavailableException("Cannot run " + function + ": the connection is closing", null);
        }
    }

    @Override
    public CommittedTransaction submit(String function, JsonObject argument) {
        return submit(Submission.Call.open(function, argument));
    }

    @Override
    public CommittedTransaction submitConfidential(String function, JsonObject argument) {
        return submit(Submission.Call.confidential(function, argument));
    }

    private CommittedTransaction submit(Submission.Call call) {
        String function = call.function();
        for (int attempt = 1; ; attempt++) {
            acquire(function);
            try {
                return submission.run(call);
            } catch (LedgerConflictException e) {
                if (attempt >= connection.limits().attempts()) {
                    throw e;
                }
            } catch (LedgerUnavailableException e) {
                if (!anotherPeerMayAnswer(e, attempt)) {
                    throw e;
                }
            } finally {
                inFlight.release();
            }
            requireOpen(function, attempt);
        }
    }

    /**
     * Waits until this connection's own peer has a transaction that was committed through another: what follows then reads it.
     *
     * @param transactionId a transaction that was submitted
     * @throws LedgerUnknownException when the peer does not have it in time
     */
    public void awaitCommit(String transactionId) {
        submission.await(transactionId);
    }

    @Override
    public LedgerEvents follow(EventPosition from) {
        return new FabricEvents(network, connection.chaincode(), from);
    }

    @Override
    public byte[] endorsedStatus(String transactionId, List<String> organisations) {
        return endorsed.read("qscc", organisations, "GetTransactionByID", connection.channel(), transactionId);
    }

    @Override
    public byte[] endorsedRead(String function, JsonObject argument, List<String> organisations) {
        return endorsed.read(connection.chaincode(), organisations, function, argument.toString());
    }

    @Override
    public List<byte[]> copies(long number, List<String> organisations) {
        return blocks.copies(number, organisations);
    }

    @Override
    public long numberOfBlock(String transactionId) {
        return blocks.numberOfBlock(transactionId);
    }

    @Override
    public byte[] newestConfiguration() {
        return blocks.newestConfiguration();
    }

    @Override
    public String mspId() {
        return connection.mspId();
    }

    @Override
    public void close() {
        backoff.close();
        gateway.close();
        channel.shutdownNow();
    }

    private void acquire(String function) {
        try {
            long wait = connection.limits().commit().toMillis();
            if (!inFlight.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
                throw new LedgerUnavailableException(
                        "Cannot run " + function + ": " + connection.limits().inFlight() + " calls are in flight for "
                                + wait + " ms",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException("Cannot run " + function + ": the caller was interrupted", e);
        }
    }
}
