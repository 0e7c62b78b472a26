package io.kontor.testkit.devpeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.city.CityLedger;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.EventPosition;
import io.kontor.client.ledger.LedgerEvents;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.client.member.MemberLedger;
import io.kontor.testkit.fixtures.DemoCast;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NET-9: several peers of one organisation behind one connection, the next takes over when the first is lost. */
class FailoverTest {

    @TempDir
    private Path folder;

    private final DemoCast cast = DemoCast.create();

    private static FabricConnection.Peer peer(int port) {
        return new FabricConnection.Peer("127.0.0.1", port);
    }

    private static FabricConnection at(FabricConnection connection, int port) {
        return new FabricConnection(
                connection.host(),
                port,
                connection.tlsRoot(),
                connection.mspId(),
                connection.certificate(),
                connection.privateKey(),
                connection.channel(),
                connection.chaincode(),
                connection.limits());
    }

    @Test
    void the_next_peer_takes_over_for_queries_transactions_and_events() throws Exception {
        try (DevPeerBed bed = new DevPeerBed(folder, cast)) {
            bed.startPeer(bed.startContract(), Map.of());
            FabricConnection straight = bed.connection(cast.officer("F-DATA"));
            try (Forwarder first = new Forwarder(straight.port());
                    FabricLedger ledger =
                            FabricLedger.connect(at(straight, first.port()), List.of(peer(straight.port())))) {
                CityLedger cities = new CityLedger(ledger);
                cities.found(cast.cityF(), cast.member("F-DATA"));
                try (LedgerEvents events = ledger.follow(EventPosition.START)) {
                    assertThat(events.next().orElseThrow().function()).isEqualTo("city:found");
                    first.breakAll();
                    assertThatThrownBy(events::next).isInstanceOf(LedgerUnavailableException.class);
                }
                assertThat(cities.profile("F")).isEqualTo(cast.cityF());
                assertThat(new MemberLedger(ledger).admit(cast.member("F-OPS")).record())
                        .isEqualTo(cast.member("F-OPS"));
                try (LedgerEvents events = ledger.follow(new EventPosition(2, Optional.empty()))) {
                    assertThat(events.next().orElseThrow().function()).isEqualTo("member:admit");
                }
            }
        }
    }

    @Test
    void a_peer_that_was_never_there_is_passed_over() throws Exception {
        try (DevPeerBed bed = new DevPeerBed(folder, cast)) {
            bed.startPeer(bed.startContract(), Map.of());
            FabricConnection straight = bed.connection(cast.officer("F-DATA"));
            FabricConnection several = at(straight, DevPeerBed.freePort());
            try (FabricLedger ledger = FabricLedger.connect(several, List.of(peer(straight.port())))) {
                assertThat(new CityLedger(ledger)
                                .found(cast.cityF(), cast.member("F-DATA"))
                                .record())
                        .isEqualTo(cast.cityF());
            }
        }
    }

    @Test
    void one_peer_alone_that_is_gone_is_reported() throws Exception {
        try (DevPeerBed bed = new DevPeerBed(folder, cast)) {
            bed.startPeer(bed.startContract(), Map.of());
            FabricConnection nobody = at(bed.connection(cast.officer("F-DATA")), DevPeerBed.freePort());
            try (FabricLedger ledger = FabricLedger.connect(nobody)) {
                assertThatThrownBy(() -> new CityLedger(ledger).profile("F"))
                        .isInstanceOf(LedgerUnavailableException.class)
                        .hasMessageContaining("UNAVAILABLE");
            }
        }
    }
}
