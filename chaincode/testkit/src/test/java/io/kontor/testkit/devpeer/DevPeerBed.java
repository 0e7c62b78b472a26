package io.kontor.testkit.devpeer;

import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.contract.KontorContract;
import io.kontor.contract.server.ContractServer;
import io.kontor.contract.server.ServerConfig;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.devpeer.DevPeer;
import io.kontor.devpeer.config.DevPeerConfig;
import io.kontor.devpeer.config.StartFailure;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.ledger.TestIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A dev peer that drives a contract server over mutual TLS, and clients that reach it over TLS. */
final class DevPeerBed implements AutoCloseable {

    private static final String CHANNEL = "federation";

    /** Of one city and of both (CNF-2). */
    private static final Map<String, List<String>> COLLECTIONS = Map.of(
            "terms-F", List.of(DemoCast.F_REGULATOR_MSP, DemoCast.F_OPERATOR_MSP),
            "terms-Q", List.of(DemoCast.Q_REGULATOR_MSP, DemoCast.Q_OPERATOR_MSP),
            "terms-F-Q",
                    List.of(
                            DemoCast.F_REGULATOR_MSP,
                            DemoCast.F_OPERATOR_MSP,
                            DemoCast.Q_REGULATOR_MSP,
                            DemoCast.Q_OPERATOR_MSP));

    private final Path folder;
    private final DemoCast cast;
    private final OrganisationAuthority host;
    private final List<ContractServer> closing = new ArrayList<>();
    private final Map<TestIdentity, Ledger> ledgers = new ConcurrentHashMap<>();
    private Optional<String> address = Optional.empty();
    private Optional<DevPeer> running = Optional.empty();
    private final Map<String, IssuedIdentity> peers = new TreeMap<>();

    DevPeerBed(Path folder, DemoCast cast) throws IOException {
        this.folder = folder;
        this.cast = cast;
        this.host = cast.authority(DemoCast.F_OPERATOR_MSP);
        write("host-root.pem", host.tlsRoot().certificatePem());
        pair("peer-tls", host.issue(CertificateRequest.tls("dev peer", "localhost", "127.0.0.1")));
        pair("contract-tls", host.issue(CertificateRequest.tls("contract server", "localhost", "127.0.0.1")));
        pair("client-tls", host.issue(CertificateRequest.tls("dev peer client")));
    }

    /** What a contract server with mutual TLS is configured with. */
    ServerConfig serverConfig(int port) {
        return new ServerConfig(
                KontorContract.CHAINCODE,
                "127.0.0.1",
                port,
                Optional.of(new ServerConfig.Tls(
                        folder.resolve("contract-tls.key"),
                        folder.resolve("contract-tls.pem"),
                        folder.resolve("host-root.pem"))),
                8,
                "WARNING");
    }

    /** Starts a contract server in this process. */
    String startContract() throws IOException {
        ContractServer server = ContractServer.start(serverConfig(freePort()));
        closing.add(server);
        return server.address();
    }

    /** Starts the dev peer; each organisation's contract is served at the address that the map names, else at the default. */
    void startPeer(String contract, Map<String, String> others) throws IOException, StartFailure {
        List<DevPeerConfig.Organisation> organisations = new ArrayList<>();
        for (OrganisationAuthority authority : cast.authorities()) {
            String msp = authority.mspId();
            write(msp + "-root.pem", authority.enrolmentRoot().certificatePem());
            pair(
                    msp + "-peer",
                    peers.computeIfAbsent(
                            msp, name -> authority.issue(CertificateRequest.enrolment("peer of " + name, "peer"))));
            organisations.add(new DevPeerConfig.Organisation(
                    msp,
                    folder.resolve(msp + "-root.pem"),
                    Optional.empty(),
                    folder.resolve(msp + "-peer.pem"),
                    folder.resolve(msp + "-peer.key"),
                    others.getOrDefault(msp, contract)));
        }
        DevPeer peer = DevPeer.start(new DevPeerConfig(
                CHANNEL,
                KontorContract.CHAINCODE,
                new DevPeerConfig.Listen(
                        "127.0.0.1", 0, folder.resolve("peer-tls.pem"), folder.resolve("peer-tls.key")),
                folder.resolve("ledger"),
                organisations,
                COLLECTIONS,
                new DevPeerConfig.Contract(
                        Optional.of(new DevPeerConfig.ContractTls(
                                folder.resolve("host-root.pem"),
                                Optional.of(new DevPeerConfig.ClientPair(
                                        folder.resolve("client-tls.pem"), folder.resolve("client-tls.key"))))),
                        Duration.ofSeconds(30)),
                new DevPeerConfig.Blocks(Duration.ofMillis(20), 500),
                new DevPeerConfig.Limits(500, 200, 16 << 20)));
        running = Optional.of(peer);
        address = Optional.of(peer.address());
    }

    /** Ends the dev peer and the connections to it; its folder stays. */
    void stopPeer() {
        ledgers.values().forEach(Ledger::close);
        ledgers.clear();
        running.ifPresent(DevPeer::close);
        running = Optional.empty();
    }

    /** The ledger as an identity sees it; connections are kept. */
    Ledger connect(TestIdentity identity) {
        return ledgers.computeIfAbsent(identity, this::newConnection);
    }

    private Ledger newConnection(TestIdentity identity) {
        return FabricLedger.connect(connection(identity));
    }

    /** How an identity reaches the dev peer. */
    FabricConnection connection(TestIdentity identity) {
        String[] hostPort = address.orElseThrow().split(":", -1);
        return new FabricConnection(
                hostPort[0],
                Integer.parseInt(hostPort[1]),
                host.tlsRoot().certificate(),
                identity.mspId(),
                identity.issued().certificate(),
                identity.issued().privateKey(),
                CHANNEL,
                KontorContract.CHAINCODE,
                FabricConnection.Limits.DEFAULT);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void pair(String name, IssuedIdentity identity) throws IOException {
        write(name + ".pem", identity.certificatePem());
        write(name + ".key", identity.privateKeyPem());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Override
    public void close() {
        stopPeer();
        for (int i = closing.size() - 1; i >= 0; i--) {
            closing.get(i).close();
        }
    }
}
