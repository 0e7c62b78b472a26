package io.kontor.testkit.devpeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.TlsChannelCredentials;
import io.kontor.client.city.CityLedger;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.LedgerUnknownException;
import io.kontor.testkit.devpeer.SubmitGate.Fate;
import io.kontor.testkit.fixtures.DemoCast;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NET-9: what becomes of a transaction while the orderers have no leader, and of one that they lost. */
class NoLeaderTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final DemoCast cast = DemoCast.create();
    private DevPeerBed bed;

    @BeforeEach
    void start() throws Exception {
        bed = new DevPeerBed(folder, cast);
        bed.startPeer(bed.startContract(), Map.of());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    private SubmitGate gate(SubmitGate.Orderers orderers) throws IOException {
        FabricConnection straight = bed.connection(cast.officer("F-DATA"));
        ChannelCredentials credentials = TlsChannelCredentials.newBuilder()
                .trustManager(folder.resolve("host-root.pem").toFile())
                .build();
        return new SubmitGate(
                Grpc.newChannelBuilderForAddress(straight.host(), straight.port(), credentials)
                        .build(),
                folder,
                orderers);
    }

    private FabricLedger ledger(SubmitGate gate, Duration commit) {
        FabricConnection straight = bed.connection(cast.officer("F-DATA"));
        FabricConnection.Limits limits = straight.limits();
        return FabricLedger.connect(new FabricConnection(
                straight.host(),
                gate.port(),
                straight.tlsRoot(),
                straight.mspId(),
                straight.certificate(),
                straight.privateKey(),
                straight.channel(),
                straight.chaincode(),
                new FabricConnection.Limits(
                        limits.evaluate(), limits.endorse(), commit, limits.inFlight(), limits.attempts())));
    }

    @Test
    void a_transaction_that_no_orderer_takes_is_handed_over_until_they_have_a_leader() throws Exception {
        try (SubmitGate gate = gate(times -> times <= 4 ? Fate.REFUSED : Fate.TAKEN);
                FabricLedger ledger = ledger(gate, LONG)) {
            assertThat(new CityLedger(ledger)
                            .found(cast.cityF(), cast.member("F-DATA"))
                            .record())
                    .isEqualTo(cast.cityF());
            assertThat(gate.submitted()).as("times that it was submitted").isEqualTo(5);
            assertThat(gate.asked()).as("times that its status was asked for").isEqualTo(1);
        }
    }

    @Test
    void a_transaction_that_was_taken_all_the_same_is_valid_once() throws Exception {
        try (SubmitGate gate = gate(times -> times == 1 ? Fate.TAKEN_UNKNOWN : Fate.TAKEN);
                FabricLedger ledger = ledger(gate, LONG)) {
            assertThat(new CityLedger(ledger)
                            .found(cast.cityF(), cast.member("F-DATA"))
                            .record())
                    .isEqualTo(cast.cityF());
            assertThat(gate.submitted()).as("times that it was submitted").isEqualTo(2);
        }
    }

    @Test
    void what_stays_without_a_leader_is_unknown_when_the_time_for_a_commit_is_over() throws Exception {
        try (SubmitGate gate = gate(times -> Fate.REFUSED);
                FabricLedger ledger = ledger(gate, SHORT)) {
            assertThatThrownBy(() -> new CityLedger(ledger).found(cast.cityF(), cast.member("F-DATA")))
                    .isInstanceOf(LedgerUnknownException.class)
                    .hasMessageContaining("city:found");
            assertThat(gate.submitted()).as("times that it was submitted").isGreaterThan(1);
        }
    }

    @Test
    void a_lost_transaction_is_waited_for_once_and_never_handed_over_again() throws Exception {
        try (SubmitGate gate = gate(times -> Fate.LOST);
                FabricLedger ledger = ledger(gate, SHORT)) {
            assertThatThrownBy(() -> new CityLedger(ledger).found(cast.cityF(), cast.member("F-DATA")))
                    .isInstanceOf(LedgerUnknownException.class)
                    .hasMessageContaining("DEADLINE_EXCEEDED");
            assertThat(gate.submitted()).as("times that it was submitted").isEqualTo(1);
            assertThat(gate.asked()).as("times that its status was asked for").isEqualTo(1);
        }
    }
}
