package io.kontor.network.fabric;

import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.LedgerException;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.model.json.JsonObject;
import io.kontor.network.process.Clocks;
import io.kontor.network.process.NetworkFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits until a transaction is valid: open ports say nothing about it (NET-7). */
final class Probe {
    /**
     * Four tries of 30 s: a leader that died is missed after 10 s and each one after it that does not come up costs 15 s or more, and
     * whoever tries meanwhile waits for an outcome in vain.
     */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String FUNCTION = "supervision:probe";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final List<Place> places;

    Probe(List<Place> places) {
        this.places = places;
    }

    /** Tries at each organisation's own peer until a transaction is valid there. */
    void await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Lifecycle.forEach(places, place -> await(place, deadline));
    }

    private static void await(Place place, long deadline) {
        IssuedIdentity client = place.keys().client();
        FabricConnection connection = new FabricConnection(
                place.host().name(),
                place.ports().peer(),
                place.keys().tlsRootCertificate(),
                place.mspId(),
                client.certificate(),
                client.privateKey(),
                FabricNetwork.CHANNEL,
                FabricNetwork.CHAINCODE,
                FabricConnection.Limits.DEFAULT);
        try (FabricLedger ledger = FabricLedger.connect(connection)) {
            while (true) {
                try {
                    ledger.submit(FUNCTION, JsonObject.builder().build());
                    return;
                } catch (LedgerException e) {
                    if (System.nanoTime() > deadline) {
                        throw new NetworkFailure(
                                "Cannot get a valid transaction by the peer of " + place.mspId() + ": "
                                        + Clocks.explain(String.valueOf(e.getMessage())),
                                e);
                    }
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
