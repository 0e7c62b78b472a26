package io.kontor.testkit.devpeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.city.CityLedger;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.LedgerConflictException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.member.MemberLedger;
import io.kontor.contract.KontorContract;
import io.kontor.contract.server.ServerConfig;
import io.kontor.testkit.fixtures.DemoCast;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyGrpcServer;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * NET-9, NET-10: where the own peer agreed and another organisation's refuses, that one may not have seen yet what was committed a moment
 * ago; the transaction is tried again from a new proposal, and only a refusal of the own peer is final.
 */
class LaggingPeerTest {

    private static final int ATTEMPTS = 4;

    @TempDir
    private Path folder;

    private final DemoCast cast = DemoCast.create();
    private final KontorContract contract = new KontorContract();
    private final AtomicInteger lagging = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private DevPeerBed bed;
    private NettyGrpcServer other;
    private FabricConnection regulator;

    @BeforeEach
    void start() throws Exception {
        bed = new DevPeerBed(folder, cast);
        ServerConfig config = bed.serverConfig(DevPeerBed.freePort());
        other = OtherContract.serve(config, this::answer);
        bed.startPeer(bed.startContract(), Map.of(DemoCast.F_OPERATOR_MSP, config.host() + ":" + config.port()));
        regulator = patient(bed.connection(cast.officer("F-DATA")));
    }

    @AfterEach
    void stop() {
        bed.close();
        other.stop();
    }

    /** Of the operator's peer: as long as it lags it does not know the record that the transaction is about. */
    private Chaincode.Response answer(ChaincodeStub stub) {
        asked.incrementAndGet();
        return lagging.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? ResponseUtils.newErrorResponse("NOT_FOUND: Cannot find city/F: it does not exist")
                : contract.invoke(stub);
    }

    private static FabricConnection patient(FabricConnection connection) {
        FabricConnection.Limits limits = connection.limits();
        return at(
                new FabricConnection(
                        connection.host(),
                        connection.port(),
                        connection.tlsRoot(),
                        connection.mspId(),
                        connection.certificate(),
                        connection.privateKey(),
                        connection.channel(),
                        connection.chaincode(),
                        new FabricConnection.Limits(
                                limits.evaluate(), limits.endorse(), Duration.ofSeconds(10), 8, ATTEMPTS)),
                connection.port());
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
    void what_another_organisations_peer_does_not_know_yet_is_tried_again_until_it_does() {
        try (FabricLedger ledger = FabricLedger.connect(regulator)) {
            lagging.set(ATTEMPTS - 1);
            assertThat(new CityLedger(ledger)
                            .found(cast.cityF(), cast.member("F-DATA"))
                            .record())
                    .isEqualTo(cast.cityF());
            assertThat(asked).as("times that the lagging peer was asked").hasValue(ATTEMPTS);
        }
    }

    @Test
    void the_next_of_several_own_peers_tries_again_too() throws Exception {
        FabricConnection lost = at(regulator, DevPeerBed.freePort());
        try (FabricLedger ledger =
                FabricLedger.connect(lost, List.of(new FabricConnection.Peer(regulator.host(), regulator.port())))) {
            lagging.set(2);
            assertThat(new CityLedger(ledger)
                            .found(cast.cityF(), cast.member("F-DATA"))
                            .record())
                    .isEqualTo(cast.cityF());
            assertThat(asked).as("times that the lagging peer was asked").hasValue(3);
        }
    }

    @Test
    void a_peer_that_never_catches_up_is_named_when_the_tries_are_over() {
        try (FabricLedger ledger = FabricLedger.connect(regulator)) {
            lagging.set(Integer.MAX_VALUE);
            assertThatThrownBy(() -> new CityLedger(ledger).found(cast.cityF(), cast.member("F-DATA")))
                    .isInstanceOf(LedgerConflictException.class)
                    .hasMessageContaining(DemoCast.F_OPERATOR_MSP)
                    .hasMessageContaining("NOT_FOUND");
            assertThat(asked).as("times that the lagging peer was asked").hasValue(ATTEMPTS);
        }
    }

    @Test
    void a_refusal_of_the_own_peer_is_final() {
        try (FabricLedger ledger = FabricLedger.connect(regulator)) {
            assertThatThrownBy(() -> new MemberLedger(ledger).admit(cast.member("F-OPS")))
                    .isInstanceOf(LedgerRejectedException.class);
            assertThat(asked).as("times that another peer was asked").hasValue(0);
        }
    }
}
