package io.kontor.testkit.fabric;

import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.fabric.SettledLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerException;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.model.json.JsonObject;
import io.kontor.network.fabric.ContractProgram;
import io.kontor.network.fabric.FabricCommands;
import io.kontor.network.fabric.FabricNetwork;
import io.kontor.network.fabric.NetworkFolder;
import io.kontor.network.fabric.NetworkPorts;
import io.kontor.network.fabric.Ordering;
import io.kontor.network.fabric.Organisation;
import io.kontor.network.process.Command;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.ledger.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One real network of four organisations for all tests of this process, ended with them. */
final class FabricBed implements AutoCloseable {

    private static final int LOWEST_PORT = 25_000;
    private static final Duration REUNION = Duration.ofMinutes(2);
    private static final JsonObject NOTHING = JsonObject.builder().build();
    static final List<String> ORGANISATIONS =
            Organisation.TWO_CITIES.stream().map(Organisation::mspId).toList();

    private final FabricNetwork network;
    private final FabricNetwork.Start start;
    private final Map<TestIdentity, Ledger> ledgers = new ConcurrentHashMap<>();
    private final List<FabricLedger> everywhere;
    private Optional<DemoDeal> played = Optional.empty();

    private FabricBed() {
        FabricCommands commands;
        try {
            Path folder = Files.createTempDirectory("kontor-fabric");
            commands = FabricCommands.find(System.getenv(), new Command(folder.resolve("lock")));
            network = new FabricNetwork(new NetworkFolder(folder), Organisation.TWO_CITIES);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot make a folder for the network", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(network::down));
        int base = NetworkPorts.firstFree(LOWEST_PORT, Organisation.TWO_CITIES.size())
                .base();
        start = new FabricNetwork.Start(
                commands,
                ContractProgram.ofClassPath(System.getProperty("java.class.path")),
                new NetworkFolder.Made(base, Ordering.BFT),
                System.out::println);
        network.up(start);
        everywhere = Organisation.TWO_CITIES.stream()
                .map(organisation -> new TestIdentity(
                        organisation.mspId(),
                        network.folder().organisation(organisation).client()))
                .map(identity -> FabricLedger.connect(connection(identity)))
                .toList();
    }

    /** The network of this process, started by the first who asks. */
    static FabricBed of(ExtensionContext.Store store) {
        return store.computeIfAbsent(FabricBed.class, key -> new FabricBed(), FabricBed.class);
    }

    /** The cast, certified by the network's own authorities. */
    DemoCast newCast() {
        return DemoCast.of(this::authority);
    }

    /** The deal, played to its grants once for all tests of this process. */
    synchronized DemoDeal deal() {
        if (played.isEmpty()) {
            played = Optional.of(
                    new DemoDeal(newCast(), this::connect, Clock.systemUTC().instant()).playToGrants());
        }
        return played.get();
    }

    private OrganisationAuthority authority(String mspId) {
        return network.folder().organisation(organisation(mspId)).authority();
    }

    static Organisation organisation(String mspId) {
        return Organisation.TWO_CITIES.stream()
                .filter(candidate -> candidate.mspId().equals(mspId))
                .findFirst()
                .orElseThrow();
    }

    /** The network itself. */
    FabricNetwork network() {
        return network;
    }

    /**
     * Starts processes again that were killed, and waits until every organisation's peer finds all others: a peer that listens is found by
     * the others only after some rounds of gossip, and until then they answer that an organisation has no endorsing peer.
     */
    void restart(String... names) {
        for (String name : names) {
            network.restart(name, start.commands(), start.contract());
        }
        Awaitility.await("every peer finds all others")
                .atMost(REUNION)
                .ignoreExceptionsInstanceOf(LedgerException.class)
                .until(() -> {
                    everywhere.forEach(ledger -> ledger.endorsedRead("supervision:probe", NOTHING, ORGANISATIONS));
                    return true;
                });
    }

    /** Ends all of the network, and starts it again with what it has kept. */
    void restart() {
        network.down();
        network.up(start);
    }

    /** Starts the peer of an organisation again so that it takes proposals of any time of some years. */
    void widenTimeWindow(String mspId) {
        String peer = organisation(mspId).peer();
        Path config = network.folder().root().resolve("config").resolve(peer).resolve("core.yaml");
        try {
            String text = Files.readString(config);
            Files.writeString(config, text.replace("timewindow: 15m", "timewindow: 20000h"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot change " + config, e);
        }
        network.kill(peer);
        restart(peer);
    }

    /** The ledger by the identity's own peer; what it commits is at every peer before it is answered. */
    Ledger connect(TestIdentity identity) {
        return ledgers.computeIfAbsent(
                identity, id -> new SettledLedger(FabricLedger.connect(connection(id)), everywhere));
    }

    /** How an identity reaches its own organisation's peer. */
    FabricConnection connection(TestIdentity identity) {
        Organisation organisation = organisation(identity.mspId());
        return new FabricConnection(
                "127.0.0.1",
                network.ports(organisation).peer(),
                network.folder().organisation(organisation).tlsRootCertificate(),
                identity.mspId(),
                identity.issued().certificate(),
                identity.issued().privateKey(),
                FabricNetwork.CHANNEL,
                FabricNetwork.CHAINCODE,
                FabricConnection.Limits.DEFAULT);
    }

    @Override
    public void close() {
        ledgers.values().forEach(Ledger::close);
        everywhere.forEach(Ledger::close);
        network.down();
        try (Stream<Path> files = Files.walk(network.folder().root())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(
                    "Cannot delete " + network.folder().root(), e);
        }
    }
}
