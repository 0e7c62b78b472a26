package io.kontor.network.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the configuration of one organisation's peer, orderer and contract server (NET-5). A peer's gateway asks every 10 s whether an
 * orderer or another peer is alive: who takes that for too many pings drops its connections.
 */
final class NodeConfig {
    private static final String ORDERER = """
            General:
              ListenAddress: %12$s
              ListenPort: %1$d
              TLS: {Enabled: true, PrivateKey: %2$s, Certificate: %3$s, RootCAs: [%4$s], ClientAuthRequired: false}
              Keepalive: {ServerMinInterval: 5s, ServerInterval: 7200s, ServerTimeout: 20s}
              Cluster: {ClientCertificate: %3$s, ClientPrivateKey: %2$s, SendBufferSize: 100}
              BootstrapMethod: none
              LocalMSPDir: %5$s
              LocalMSPID: %6$s
              BCCSP: {Default: SW, SW: {Hash: SHA2, Security: 256}}
              Authentication: {TimeWindow: 15m, NoExpirationChecks: false}
            FileLedger: {Location: %7$s}
            Consensus: {WALDir: %8$s, SnapDir: %9$s}
            Operations: {ListenAddress: "%13$s:%11$d", TLS: {Enabled: false}}
            Metrics: {Provider: prometheus}
            Admin:
              ListenAddress: %13$s:%10$d
              TLS: {Enabled: true, PrivateKey: %2$s, Certificate: %3$s, RootCAs: [%4$s], ClientAuthRequired: true, ClientRootCAs: [%4$s]}
            ChannelParticipation: {Enabled: true, MaxRequestBodySize: 1 MB}
            """;
    private static final String PEER = """
            peer:
              id: %1$s
              networkId: kontor
              listenAddress: %13$s:%14$d
              address: %2$s
              addressAutoDetect: false
              chaincodeListenAddress: %15$s:%3$d
              localMspId: %4$s
              mspConfigPath: %5$s
              fileSystemPath: %6$s
              tls:
                enabled: true
                clientAuthRequired: false
                cert: {file: %7$s}
                key: {file: %8$s}
                rootcert: {file: %9$s}
                clientRootCAs: {files: [%9$s]}
              BCCSP: {Default: SW, SW: {Hash: SHA2, Security: 256}}
              authentication: {timewindow: 15m}
              client: {connTimeout: 3s}
              keepalive:
                interval: 7200s
                timeout: 20s
                minInterval: 5s
                client: {interval: 60s, timeout: 20s}
                deliveryClient: {interval: 60s, timeout: 20s}
              deliveryclient:
                blockGossipEnabled: false
                reconnectTotalTimeThreshold: 3600s
                connTimeout: 3s
                reConnectBackoffThreshold: 2s
              gateway: {enabled: true, endorsementTimeout: 15s, broadcastTimeout: 20s, dialTimeout: 10s}
              discovery: {enabled: true, authCacheEnabled: true, authCacheMaxSize: 1000, authCachePurgeRetentionRatio: 0.75}
              limits: {concurrency: {endorserService: 2500, deliverService: 2500, gatewayService: 500}}
              maxRecvMsgSize: 104857600
              maxSendMsgSize: 104857600
              gossip:
                bootstrap: %2$s
                endpoint: %2$s
                externalEndpoint: %2$s
                useLeaderElection: false
                orgLeader: true
                membershipTrackerInterval: 1s
                reconnectInterval: 1s
                aliveTimeInterval: 1s
                publishStateInfoInterval: 1s
                requestStateInfoInterval: 1s
                aliveExpirationTimeout: 10s
                state: {enabled: false}
                pvtData:
                  pullRetryThreshold: 10s
                  transientstoreMaxBlockRetention: 1000
                  pushAckTimeout: 3s
                  btlPullMargin: 10
                  reconcileBatchSize: 10
                  reconcileSleepInterval: 10s
                  reconciliationEnabled: true
                  implicitCollectionDisseminationPolicy: {requiredPeerCount: 0, maxPeerCount: 1}
              handlers:
                authFilters: [{name: DefaultAuth}, {name: ExpirationCheck}, {name: TimeWindowCheck}]
                decorators: [{name: DefaultDecorator}]
                endorsers: {escc: {name: DefaultEndorsement}}
                validators: {vscc: {name: DefaultValidation}}
            vm: {endpoint: ""}
            chaincode:
              mode: net
              installTimeout: 60s
              startuptimeout: 60s
              executetimeout: 30s
              keepalive: 0
              system: {_lifecycle: enable, cscc: enable, lscc: enable, qscc: enable}
              externalBuilders: [{name: kontor, path: %10$s, propagateEnvironment: [KONTOR_CONNECTION]}]
              logging: {level: warning, shim: warning}
              runtimeParams: {useWriteBatch: true, maxSizeWriteBatch: 1000, useGetMultipleKeys: true, maxSizeGetMultipleKeys: 1000}
            ledger:
              state: {stateDatabase: goleveldb, totalQueryLimit: 100000}
              history: {enableHistoryDatabase: true}
              pvtdataStore: {collElgProcMaxDbBatchSize: 5000, collElgProcDbBatchesInterval: 1000, purgeInterval: 100}
              snapshots: {rootDir: %11$s}
            operations: {listenAddress: "%15$s:%12$d", tls: {enabled: false}}
            metrics: {provider: prometheus}
            """;

    private final NetworkFolder folder;
    private final Place place;

    NodeConfig(NetworkFolder folder, Place place) {
        this.folder = folder;
        this.place = place;
    }

    void write(String packageId, String digest) throws IOException {
        KeyFiles.text(ordererFolder().resolve("orderer.yaml"), orderer());
        KeyFiles.text(peerFolder().resolve("core.yaml"), peer());
        KeyFiles.secret(connection(), connectionJson());
        KeyFiles.text(contractFile(), contract(packageId, digest));
        builder();
        refreshReleased();
    }

    /** The peer keeps a copy of the connection from when it took a package in; it must hold the present keys. */
    private void refreshReleased() throws IOException {
        Path builds = folder.data(place.organisation().peer()).resolve("externalbuilder/builds");
        if (!Files.isDirectory(builds)) {
            return;
        }
        try (Stream<Path> packages = Files.list(builds)) {
            for (Path released : packages.map(build -> build.resolve("release/chaincode/server/connection.json"))
                    .filter(Files::exists)
                    .toList()) {
                KeyFiles.secret(released, connectionJson());
            }
        }
    }

    Path ordererFolder() {
        return folder.config(place.organisation().orderer());
    }

    Path peerFolder() {
        return folder.config(place.organisation().peer());
    }

    Path contractFile() {
        return folder.config(place.organisation().contract()).resolve("server.properties");
    }

    /** How the peer reaches its own contract server; the builder hands it to the peer. */
    Path connection() {
        return peerFolder().resolve("connection.json");
    }

    private String orderer() {
        Path data = folder.data(place.organisation().orderer());
        return ORDERER.formatted(
                place.ports().orderer(),
                ChannelConfig.quoted(place.keys().tlsKey("orderer")),
                ChannelConfig.quoted(place.keys().tlsCertificate("orderer")),
                ChannelConfig.quoted(place.keys().tlsRoot()),
                ChannelConfig.quoted(place.keys().msp("orderer")),
                place.mspId(),
                ChannelConfig.quoted(data.resolve("ledger")),
                ChannelConfig.quoted(data.resolve("wal")),
                ChannelConfig.quoted(data.resolve("snapshots")),
                place.ports().ordererAdmin(),
                place.ports().ordererOperations(),
                place.host().listen(),
                place.host().inside());
    }

    private String peer() {
        Path data = folder.data(place.organisation().peer());
        return PEER.formatted(
                place.organisation().peer(),
                place.peerAddress(),
                place.ports().peerChaincode(),
                place.mspId(),
                ChannelConfig.quoted(place.keys().msp("peer")),
                ChannelConfig.quoted(data),
                ChannelConfig.quoted(place.keys().tlsCertificate("peer")),
                ChannelConfig.quoted(place.keys().tlsKey("peer")),
                ChannelConfig.quoted(place.keys().tlsRoot()),
                ChannelConfig.quoted(peerFolder().resolve("builder")),
                ChannelConfig.quoted(data.resolve("snapshots")),
                place.ports().peerOperations(),
                place.host().listen(),
                place.ports().peer(),
                place.host().inside());
    }

    private String connectionJson() {
        return "{\"address\":\"" + place.host().inside() + ":" + place.ports().contract()
                + "\",\"dial_timeout\":\"3s\",\"tls_required\":true,"
                + "\"client_auth_required\":true,\"client_key\":"
                + json(place.keys().tlsKey("peer")) + ",\"client_cert\":"
                + json(place.keys().tlsCertificate("peer")) + ",\"root_cert\":"
                + json(place.keys().tlsRoot()) + "}\n";
    }

    private String json(Path pem) {
        return "\"" + place.keys().read(pem).replace("\n", "\\n") + "\"";
    }

    private String contract(String packageId, String digest) {
        return properties(Map.of(
                "chaincode-id", packageId,
                "code-digest", digest,
                "listen-host", place.host().inside(),
                "listen-port", Integer.toString(place.ports().contract()),
                "tls-key", place.keys().tlsKey("contract").toString(),
                "tls-certificate", place.keys().tlsCertificate("contract").toString(),
                "tls-client-authorities", place.keys().tlsRoot().toString(),
                "threads", "16"));
    }

    private static String properties(Map<String, String> values) {
        StringBuilder text = new StringBuilder("# Written by kontor network.\n");
        values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> text.append(entry.getKey())
                        .append('=')
                        .append(entry.getValue().replace("\\", "\\\\"))
                        .append('\n'));
        return text.toString();
    }

    /** Three scripts by which the peer takes a package of type ccaas and reaches its own server. */
    private void builder() throws IOException {
        Path bin = peerFolder().resolve("builder/bin");
        script(bin.resolve("detect"), List.of("grep -q '\"type\":\"ccaas\"' \"$2/metadata.json\""));
        script(bin.resolve("build"), List.of("cp \"$1/connection.json\" \"$3/connection.json\""));
        script(
                bin.resolve("release"),
                List.of(
                        "mkdir -p \"$2/chaincode/server\"",
                        "cp \"$KONTOR_CONNECTION\" \"$2/chaincode/server/connection.json\""));
    }

    private static void script(Path file, List<String> lines) throws IOException {
        KeyFiles.text(file, "#!/bin/sh\nset -eu\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
