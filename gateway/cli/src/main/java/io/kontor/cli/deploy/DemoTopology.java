package io.kontor.cli.deploy;

import io.kontor.cli.process.JavaProgram;
import io.kontor.cli.process.PostgresServer;
import java.nio.file.Path;
import java.util.List;

/** The ledger processes of a local deployment: dev peer and contract server, with their configuration files. */
public final class DemoTopology {
    /** Channel and chaincode of the demonstration. */
    public static final String CHANNEL = "kontor";

    /** Object id of the price catalogue. */
    public static final String PRICES = "price-catalogue";

    private static final String LOOPBACK = "127.0.0.1";

    private final Layout layout;
    private final Ports ports;
    private final LedgerSite site;
    private final Keys keys;
    private final PostgresServer postgres;
    private final ResourceNames resources;

    public DemoTopology(Layout layout, Ports ports, LedgerSite site, Keys keys, Sources sources) {
        this.layout = layout;
        this.ports = ports;
        this.site = site;
        this.keys = keys;
        this.postgres = sources.postgres();
        this.resources = sources.resources();
    }

    /**
     * Keys of the members and their processes.
     *
     * @param ledger identities of the ledger
     * @param suite keys of the federation's suite
     */
    public record Keys(KeyStoreFolder ledger, SuiteKeys suite) {}

    /**
     * What the members bring.
     *
     * @param postgres their databases
     * @param resources identifiers of their resources
     */
    public record Sources(PostgresServer postgres, ResourceNames resources) {}

    /** The development ledger. */
    public JavaProgram devPeer() {
        return ledger().devPeer();
    }

    /** The contract server. */
    public JavaProgram contract() {
        return ledger().contract();
    }

    private LedgerTopology ledger() {
        return new LedgerTopology(layout, ports, keys.ledger());
    }

    /** A member's control plane. */
    public JavaProgram controlPlane(String participantId) {
        Ports.ConnectorPorts own = ports.connector(Cast.CONNECTORS.indexOf(participantId));
        LedgerSite.Peer peer = site.peer(Cast.actor(participantId).mspId());
        Path file = new ConfigWriter()
                .put("kontor.participant-id", participantId)
                .put("kontor.port.health", own.health())
                .put("kontor.port.management", own.management())
                .put("kontor.port.control", own.control())
                .put("kontor.port.protocol", own.protocol())
                .put("kontor.key.management", Secrets.MANAGEMENT)
                .put("kontor.key.control", Secrets.CONTROL)
                .put("kontor.database.url", postgres.url(database(participantId)))
                .put("kontor.database.user", database(participantId))
                .put("kontor.database.password", Secrets.DATABASE)
                .put(
                        "kontor.vault.keystore",
                        layout.data("connector-" + participantId).resolve("vault.p12"))
                .put("kontor.vault.keystore-password", Secrets.KEYSTORE)
                .put("kontor.identity.keystore", keys.ledger().keyStoreFile(participantId))
                .put("kontor.identity.keystore-password", Secrets.KEYSTORE)
                .put("kontor.dataplane.url", "http://" + LOOPBACK + ":" + own.dataControl() + "/signaling")
                .put("kontor.dataplane.key", Secrets.DATA_PLANE)
                .put("kontor.ledger.host", LOOPBACK)
                .put("kontor.ledger.port", peer.port())
                .put("kontor.ledger.tls-root", peer.tlsRoot())
                .put("kontor.ledger.msp-id", Cast.actor(participantId).mspId())
                .put("kontor.polling-ms", "100")
                .put("kontor.log-level", "WARNING")
                .write(layout.config().resolve("connector-" + participantId + ".properties"));
        layout.make(layout.data("connector-" + participantId));
        return new JavaProgram(
                "connector-" + participantId,
                "connector/runtime",
                "io.kontor.runtime.ConnectorMain",
                List.of("--config", file.toString()),
                224,
                " ready: ");
    }

    /** A member's data plane. */
    public JavaProgram dataPlane(String participantId) {
        Path file = new DataPlaneConfig(layout, ports, site, keys, postgres).write(participantId, resources);
        return new JavaProgram(
                "dataplane-" + participantId,
                "connector/dataplane",
                "io.kontor.dataplane.DataPlaneMain",
                List.of("--config", file.toString()),
                192,
                "READY");
    }

    /** The gateway of the cities. */
    public JavaProgram gateway() {
        Path accounts = new PortalAccounts().write(layout.config().resolve("accounts.json"));
        LedgerSite.Peer peer = site.peer(Cast.actor("F-DATA").mspId());
        ConfigWriter config = new ConfigWriter()
                .put("server.port", ports.gateway())
                .put("spring.datasource.url", postgres.url("gateway"))
                .put("spring.datasource.username", "gateway")
                .put("spring.datasource.password", Secrets.DATABASE)
                .put("kontor.federation", "城市数据运营联盟(演示)")
                .put("kontor.participant-id", "F-DATA")
                .put("kontor.accounts-file", accounts)
                .put("kontor.wallet", layout.keys())
                .put("kontor.ledger.kind", site.kind())
                .put("kontor.ledger.peer", LOOPBACK + ":" + peer.port())
                .put("kontor.ledger.tls-root", peer.tlsRoot())
                .put("kontor.ledger.identity", KeyStoreFolder.member("F-DATA", KeyStoreFolder.OFFICER))
                .put(
                        "kontor.mirror.identities",
                        keys.suite().identity("F-DATA") + "," + keys.suite().identity("Q-DATA"))
                .put("kontor.mirror.suite", keys.suite().suite().name())
                .put("kontor.mirror.interval-ms", "1000")
                .put("kontor.evidence.trust-file", layout.trustFile());
        site.peers()
                .forEach((mspId, own) -> config.put("kontor.ledger.peers[" + mspId + "]", LOOPBACK + ":" + own.port())
                        .put("kontor.ledger.tls-roots[" + mspId + "]", own.tlsRoot()));
        Path file = config.write(layout.config().resolve("gateway.properties"));
        return new JavaProgram(
                "gateway",
                "gateway/app",
                "io.kontor.app.GatewayMain",
                List.of("--spring.config.additional-location=" + file.toUri()),
                256,
                "Started GatewayMain");
    }

    /** Receipt log of a supplier's data plane. */
    public static String logId(String participantId) {
        return "log-" + participantId;
    }

    /** File of the price catalogue. */
    public static Path priceFile(Layout layout) {
        return sources(layout, "F-H1").resolve("objects").resolve(PRICES + ".csv");
    }

    /** Database of a hospital. */
    public static String hospitalDatabase(String participantId) {
        return database(participantId).replace("connector_", "hospital_");
    }

    /** Account that the hospital's data plane reads with; it may not write. */
    public static String hospitalReader(String participantId) {
        return hospitalDatabase(participantId) + "_reader";
    }

    /** Folder of a hospital's algorithms, reports and objects. */
    public static Path sources(Layout layout, String participantId) {
        return layout.data("hospital-" + participantId);
    }

    /** Database of a member's control plane. */
    public static String database(String participantId) {
        return "connector_" + participantId.replace('-', '_').toLowerCase(java.util.Locale.ROOT);
    }
}
