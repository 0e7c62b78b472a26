package io.kontor.devpeer;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.devpeer.config.ConfigFile;
import io.kontor.devpeer.config.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Identity;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.jspecify.annotations.Nullable;

/** Three organisations with synthetic names, a dev peer for them, contract servers and unmodified Fabric clients. */
final class TestNetwork implements AutoCloseable {
    static final String CHANNEL = "test-channel";
    static final String CHAINCODE = "test-contract";
    static final String CITY = "CityMSP";
    static final String REGULATOR = "RegulatorMSP";
    static final String WITNESS = "WitnessMSP";

    final Path folder;
    final Map<String, OrganisationAuthority> authorities = new LinkedHashMap<>();
    final Map<String, String> settings = new LinkedHashMap<>();
    private final Deque<Runnable> open = new ArrayDeque<>();
    private @Nullable DevPeer peer;

    TestNetwork(final Path folder) throws IOException {
        this.folder = folder;
        for (final String mspId : List.of(CITY, REGULATOR, WITNESS)) {
            final OrganisationAuthority authority = OrganisationAuthority.create("Synthetic " + mspId, mspId);
            authorities.put(mspId, authority);
            final String prefix = "organisation." + mspId + ".";
            final IssuedIdentity endorser = authority.issue(CertificateRequest.enrolment("peer of " + mspId, "peer"));
            set(prefix + "root", mspId + "-root.pem", authority.enrolmentRoot().certificatePem());
            set(
                    prefix + "tls-root",
                    mspId + "-tls-root.pem",
                    authority.tlsRoot().certificatePem());
            set(prefix + "peer-certificate", mspId + "-peer.pem", endorser.certificatePem());
            set(prefix + "peer-key", mspId + "-peer.key", endorser.privateKeyPem());
        }
        final IssuedIdentity tls = issueTls();
        set("listen.certificate", "server.pem", tls.certificatePem());
        set("listen.key", "server.key", tls.privateKeyPem());
        settings.put("organisations", String.join(",", authorities.keySet()));
        settings.put("channel", CHANNEL);
        settings.put("chaincode", CHAINCODE);
        settings.put("listen.port", "0");
        settings.put("data.dir", "ledger");
        settings.put("contract.address", "127.0.0.1:1");
        settings.put("block.interval-ms", "20");
    }

    /** A network with one contract server for all. */
    static TestNetwork withOneContract(final Path folder) throws Exception {
        final TestNetwork network = new TestNetwork(folder);
        network.settings.put(
                "contract.address", network.startContract("contract").address());
        network.startPeer();
        return network;
    }

    IssuedIdentity issueTls() {
        return authority(CITY).issue(CertificateRequest.tls("localhost", "localhost", "127.0.0.1"));
    }

    OrganisationAuthority authority(final String mspId) {
        return Objects.requireNonNull(authorities.get(mspId), mspId);
    }

    Path set(final String key, final String file, final String content) throws IOException {
        settings.put(key, file);
        return Files.writeString(folder.resolve(file), content);
    }

    TestContractServer startContract(final String name) throws IOException {
        final TestContractServer server =
                TestContractServer.start(name, TestContractServer.freePort(), Optional.empty());
        closing(server::close);
        return server;
    }

    void closing(final Runnable close) {
        open.push(close);
    }

    Path writeConfig() throws IOException {
        final List<String> lines = new ArrayList<>();
        settings.forEach((key, value) -> lines.add(key + "=" + value));
        return Files.write(folder.resolve("devpeer.properties"), lines);
    }

    DevPeer startPeer() throws IOException, StartFailure {
        final DevPeer started = DevPeer.start(ConfigFile.read(writeConfig()));
        peer = started;
        return started;
    }

    DevPeer peer() {
        return Objects.requireNonNull(peer, "the peer has not been started");
    }

    /** A second peer with the settings as they are now; the caller closes it. */
    DevPeer startAnother() throws IOException, StartFailure {
        return DevPeer.start(ConfigFile.read(writeConfig()));
    }

    /** Clients connect to a peer that the test started itself, and closes. */
    void use(final DevPeer other) {
        peer = other;
    }

    DevPeer restartPeer() throws IOException, StartFailure {
        peer().close();
        return startPeer();
    }

    IssuedIdentity user(final String mspId) {
        return authority(mspId).issue(CertificateRequest.enrolment("user of " + mspId, "client"));
    }

    ManagedChannel channel() throws IOException {
        return channel(peer().address());
    }

    private ManagedChannel channel(final String hostAndPort) throws IOException {
        final String[] address = hostAndPort.split(":", 2);
        final ManagedChannel channel = NettyChannelBuilder.forAddress(address[0], Integer.parseInt(address[1]))
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(folder.resolve(CITY + "-tls-root.pem").toFile())
                        .build())
                .build();
        closing(channel::shutdownNow);
        return channel;
    }

    /** A client of a new user of the organisation. */
    Gateway gateway(final String mspId) throws IOException, InvalidKeyException {
        return gateway(mspId, user(mspId));
    }

    /** A client of a new user of the organisation, connected to a peer that runs elsewhere. */
    Gateway gateway(final String mspId, final String hostAndPort) throws IOException, InvalidKeyException {
        final IssuedIdentity user = user(mspId);
        final Gateway gateway =
                builder(mspId, user, channel(hostAndPort)).signer(signer(user)).connect();
        closing(gateway::close);
        return gateway;
    }

    Gateway gateway(final String mspId, final IssuedIdentity user) throws IOException, InvalidKeyException {
        final Gateway gateway =
                builder(mspId, user, channel()).signer(signer(user)).connect();
        closing(gateway::close);
        return gateway;
    }

    /** A client that cannot sign by itself. */
    Gateway offlineGateway(final String mspId, final IssuedIdentity user) throws IOException {
        final Gateway gateway = builder(mspId, user, channel()).connect();
        closing(gateway::close);
        return gateway;
    }

    static Signer signer(final IssuedIdentity user) throws InvalidKeyException {
        return Signers.newPrivateKeySigner(user.privateKey());
    }

    private static Gateway.Builder builder(
            final String mspId, final IssuedIdentity user, final ManagedChannel channel) {
        final Identity identity = new X509Identity(mspId, user.certificate());
        return Gateway.newInstance()
                .identity(identity)
                .hash(Hash.SHA256)
                .connection(channel)
                .evaluateOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
                .endorseOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
                .submitOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS))
                .commitStatusOptions(options -> options.withDeadlineAfter(20, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
        if (peer != null) {
            peer.close();
        }
    }
}
