package io.kontor.cli.chaos;

import io.kontor.cli.synthetic.SupplierPlane;
import java.nio.file.Path;
import java.util.EnumSet;

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
        SupplierPlane config = new SupplierPlane(
                        new SupplierPlane.Place(plane.folder(), plane.logId(), plane.port()),
                        bed.ledger().site(),
                        bed.keys())
                .put("anchor-interval-s", 2)
                .put("max-staleness-s", STALENESS_S)
                .put("instances", 3)
                .put("worker-queue", 1_000)
                .put("journal-segment-bytes", SEGMENT);
        bed.database().configure(config);
        for (ChaosGrant.Kind kind : EnumSet.complementOf(EnumSet.of(ChaosGrant.Kind.TABLE))) {
            config.synthetic(kind.resource());
        }
        return config.write(bed.layout().config().resolve(plane.name() + ".properties"), "kontor chaos");
    }
}
