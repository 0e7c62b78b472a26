package io.kontor.cli.deploy;

import io.kontor.cli.process.PostgresServer;
import io.kontor.dataplane.sample.SampleAlgorithms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Configuration of a member's data plane: supplier for the hospitals, consumer for the insurer. */
final class DataPlaneConfig {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int ANCHOR_INTERVAL_S = 2;
    private static final int GROUP_MIN = 5;

    private final Layout layout;
    private final Ports ports;
    private final LedgerSite site;
    private final DemoTopology.Keys keys;
    private final PostgresServer postgres;

    DataPlaneConfig(Layout layout, Ports ports, LedgerSite site, DemoTopology.Keys keys, PostgresServer postgres) {
        this.layout = layout;
        this.ports = ports;
        this.site = site;
        this.keys = keys;
        this.postgres = postgres;
    }

    Path write(String participantId, ResourceNames resources) {
        String identity = KeyStoreFolder.member(participantId, KeyStoreFolder.CONNECTOR);
        Path state = layout.data("dataplane-" + participantId);
        layout.make(state);
        LedgerSite.Peer peer = site.peer(Cast.actor(participantId).mspId());
        ConfigWriter config = new ConfigWriter()
                .put("participant-id", participantId)
                .put("city-id", Cast.actor(participantId).city())
                .put("state-folder", state)
                .put("ledger.port", peer.port())
                .put("ledger.tls-root", peer.tlsRoot())
                .put("ledger.msp-id", Cast.actor(participantId).mspId())
                .put("ledger.certificate", keys.ledger().certificateFile(identity))
                .put("ledger.private-key", keys.ledger().keyFile(identity))
                .put("suite", keys.suite().suite().name());
        Ports.ConnectorPorts own = ports.connector(Cast.CONNECTORS.indexOf(participantId));
        if (participantId.equals("Q-INS")) {
            consumer(config, own);
            keys.suite().file(participantId).ifPresent(file -> config.put("member-key", file));
        } else {
            supplier(config, participantId, own);
            claims(config, participantId, resources);
        }
        return config.write(layout.config().resolve("dataplane-" + participantId + ".properties"));
    }

    private static void consumer(ConfigWriter config, Ports.ConnectorPorts own) {
        config.put("role", "consumer")
                .put("app.port", own.application())
                .put("app.api-key", Secrets.APPLICATION)
                .put("edc.management-url", "http://" + LOOPBACK + ":" + own.management() + "/management")
                .put("edc.management-api-key", Secrets.MANAGEMENT);
    }

    private static void supplier(ConfigWriter config, String participantId, Ports.ConnectorPorts own) {
        config.put("role", "supplier")
                .put("log-id", DemoTopology.logId(participantId))
                .put("public.port", own.data())
                .put("control.port", own.dataControl())
                .put("control.api-key", Secrets.DATA_PLANE)
                .put("anchor-interval-s", ANCHOR_INTERVAL_S);
    }

    private void claims(ConfigWriter config, String participantId, ResourceNames resources) {
        Path folder = DemoTopology.sources(layout, participantId);
        String database = DemoTopology.hospitalDatabase(participantId);
        config.put("source.claims.resource", resources.claims(participantId))
                .put("source.claims.kind", "jdbc")
                .put("source.claims.jdbc-url", postgres.url(database))
                .put("source.claims.user", DemoTopology.hospitalReader(participantId))
                .put("source.claims.password", Secrets.DATABASE);
        try {
            for (SampleAlgorithms.Written algorithm : SampleAlgorithms.write(folder.resolve("algorithms"))) {
                String prefix = "source.claims.algorithm." + algorithm.id() + ".";
                config.put(prefix + "file", algorithm.file())
                        .put(prefix + "sha256", algorithm.digest().hex())
                        .put(prefix + "kind", algorithm.kind());
                if (algorithm.kind().equals("aggregate")) {
                    config.put(prefix + "min-group", GROUP_MIN);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write algorithms of " + participantId, e);
        }
        if (participantId.equals("F-H1")) {
            config.put("source.reports.resource", resources.reports())
                    .put("source.reports.kind", "documents")
                    .put("source.reports.folder", folder.resolve("reports"))
                    .put("source.prices.resource", resources.prices())
                    .put("source.prices.kind", "files")
                    .put("source.prices.object." + DemoTopology.PRICES + ".file", DemoTopology.priceFile(layout))
                    .put("source.prices.object." + DemoTopology.PRICES + ".content-type", "text/csv");
        }
    }
}
