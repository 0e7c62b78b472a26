package io.kontor.cli.chaos;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.deploy.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;

/** Writes the configuration of a data plane. */
final class PlaneConfiguration {

    /** Size of a journal's segment: the smallest allowed, so that runs come to new ones. */
    static final int SEGMENT = 2 << 20;

    /** Longest time without contact in which a data plane serves, by its configuration and by the city's profile. */
    static final int STALENESS_S = 60;

    private final Bed bed;

    PlaneConfiguration(Bed bed) {
        this.bed = bed;
    }

    Path write(Plane plane) {
        Map<String, Object> config = new TreeMap<>();
        ledger(config);
        config.put("role", "supplier");
        config.put("participant-id", ChaosRecords.SUPPLIER);
        config.put("city-id", Cast.CITY_F);
        config.put("state-folder", plane.folder());
        config.put("log-id", plane.logId());
        config.put("public.port", plane.port());
        config.put("control.port", plane.port() + 1);
        config.put("control.api-key", Secrets.DATA_PLANE);
        config.put("anchor-interval-s", 2);
        config.put("max-staleness-s", STALENESS_S);
        config.put("instances", 3);
        config.put("worker-queue", 1_000);
        config.put("connections-per-peer", 4_096);
        config.put("requests-per-second-per-peer", 10_000);
        config.put("journal-segment-bytes", SEGMENT);
        bed.database().configure(config);
        for (ChaosGrant.Kind kind : EnumSet.complementOf(EnumSet.of(ChaosGrant.Kind.TABLE))) {
            String prefix = "source." + kind.resource() + ".";
            config.put(prefix + "resource", kind.resource());
            config.put(prefix + "kind", "synthetic");
        }
        StringBuilder text = new StringBuilder("# Written by kontor chaos; synthetic keys and passwords.\n");
        config.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        try {
            return Files.writeString(bed.layout().config().resolve(plane.name() + ".properties"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write configuration of " + plane.name(), e);
        }
    }

    private void ledger(Map<String, Object> config) {
        String identity = KeyStoreFolder.member(ChaosRecords.SUPPLIER, KeyStoreFolder.CONNECTOR);
        String mspId = Cast.actor(ChaosRecords.SUPPLIER).mspId();
        LedgerSite.Peer peer = bed.ledger().site().peer(mspId);
        config.put("ledger.port", peer.port());
        config.put("ledger.tls-root", peer.tlsRoot());
        config.put("ledger.msp-id", mspId);
        config.put("ledger.certificate", bed.keys().certificateFile(identity));
        config.put("ledger.private-key", bed.keys().keyFile(identity));
    }
}
