package io.kontor.runtime;

import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.contract.server.ContractServer;
import io.kontor.contract.server.ServerConfig;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.devpeer.DevPeer;
import io.kontor.devpeer.config.ConfigFile;
import io.kontor.runtime.config.ConfigKey;
import io.kontor.runtime.fixture.TestConnector;
import io.kontor.runtime.fixture.TestIdentity;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.LedgerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The deal over the Fabric Gateway protocol: connectors as they are configured in earnest, dev peer and contract server. */
@SuppressWarnings("NullAway.Init") // set by ledger(), which runs before all else
class DevPeerDealTest extends LedgerDeal {
    private static final String CHANNEL = "kontor";

    private final Map<io.kontor.testkit.ledger.TestIdentity, Ledger> connections = new HashMap<>();
    private DevPeer peer;
    private ContractServer contract;
    private X509Certificate tlsRoot;

    @Override
    LedgerProvider ledger(DemoCast cast, Path folder) throws Exception {
        contract = ContractServer.start(
                new ServerConfig("kontor", "127.0.0.1", TestConnector.freePort(), Optional.empty(), 8, "WARNING"));
        peer = DevPeer.start(ConfigFile.read(peerConfig(cast, Files.createDirectory(folder.resolve("peer")))));
        return identity -> connections.computeIfAbsent(identity, this::connect);
    }

    private Ledger connect(io.kontor.testkit.ledger.TestIdentity identity) {
        return FabricLedger.connect(new FabricConnection(
                "127.0.0.1",
                port(),
                tlsRoot,
                identity.mspId(),
                identity.issued().certificate(),
                identity.issued().privateKey(),
                CHANNEL,
                "kontor",
                FabricConnection.Limits.DEFAULT));
    }

    private Path peerConfig(DemoCast cast, Path folder) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (OrganisationAuthority authority : cast.authorities()) {
            String prefix = "organisation." + authority.mspId() + ".";
            IssuedIdentity endorser =
                    authority.issue(CertificateRequest.enrolment("peer of " + authority.mspId(), "peer"));
            settings.put(prefix + "root", file(folder, authority.enrolmentRoot().certificatePem()));
            settings.put(prefix + "tls-root", file(folder, authority.tlsRoot().certificatePem()));
            settings.put(prefix + "peer-certificate", file(folder, endorser.certificatePem()));
            settings.put(prefix + "peer-key", file(folder, endorser.privateKeyPem()));
        }
        OrganisationAuthority first = cast.authorities().iterator().next();
        tlsRoot = first.tlsRoot().certificate();
        IssuedIdentity tls = first.issue(CertificateRequest.tls("localhost", "localhost", "127.0.0.1"));
        settings.put("listen.certificate", file(folder, tls.certificatePem()));
        settings.put("listen.key", file(folder, tls.privateKeyPem()));
        settings.put("listen.port", "0");
        settings.put(
                "organisations",
                cast.authorities().stream().map(OrganisationAuthority::mspId).collect(Collectors.joining(",")));
        settings.put("channel", CHANNEL);
        settings.put("chaincode", "kontor");
        settings.put("data.dir", "ledger");
        settings.put("contract.address", contract.address());
        settings.put("block.interval-ms", "20");
        return Files.write(
                folder.resolve("devpeer.properties"),
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    private static String file(Path folder, String content) throws IOException {
        Path file = Files.createTempFile(folder, "part", ".pem");
        Files.writeString(file, content);
        return file.getFileName().toString();
    }

    private int port() {
        return Integer.parseInt(peer.address().substring(peer.address().indexOf(':') + 1));
    }

    @Override
    TestConnector prepare(TestIdentity identity, DemoDeal onLedger, Path folder) {
        TestConnector connector = TestConnector.prepare(identity, folder, dataPlaneUrl());
        Path root = folder.resolve(identity.participantId() + "-root.pem");
        TestIdentity.writePem(root, tlsRoot);
        connector.entries().put(ConfigKey.LEDGER_PORT.key(), String.valueOf(port()));
        connector.entries().put(ConfigKey.LEDGER_TLS_ROOT.key(), root.toString());
        connector
                .entries()
                .put(
                        ConfigKey.LEDGER_MSP_ID.key(),
                        onLedger.cast().connector(identity.participantId()).mspId());
        return connector;
    }

    @Override
    void end() throws Exception {
        connections.values().forEach(Ledger::close);
        peer.close();
        contract.close();
    }
}
