package io.kontor.cli.bench;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.deploy.LedgerTopology;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.process.ChildProcess;
import io.kontor.cli.process.ProcessGroup;
import io.kontor.client.city.CityLedger;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.fabric.SettledLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.member.MemberLedger;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.network.fabric.FabricNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A ledger with two cities, a supplier and an attester, ready to be measured. One thread. */
final class LedgerStage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ATTESTER = "F-EX";
    private static final List<String> REGULATORS = List.of("F-DATA", "Q-DATA");
    private static final List<String> OF_EACH_PEER = List.of("F-DATA", "F-OPS", "Q-DATA", "Q-OPS");
    /** Above the number of clients and below the peers' own limit of 500. */
    private static final FabricConnection.Limits LIMITS =
            new FabricConnection.Limits(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(60), 250, 8);

    private final LedgerSite site;
    private final KeyStoreFolder keys;
    private final Path blocks;
    private final Optional<ProcessGroup> processes;
    private final List<Ledger> open = new ArrayList<>();
    private final List<FabricLedger> everywhere;
    private final FabricLedger supplier;
    private final Ledger attester;

    private LedgerStage(LedgerSite site, KeyStoreFolder keys, Path blocks, Optional<ProcessGroup> processes) {
        this.site = site;
        this.keys = keys;
        this.blocks = blocks;
        this.processes = processes;
        this.everywhere = OF_EACH_PEER.stream()
                .map(participantId -> connect(participantId, KeyStoreFolder.OFFICER))
                .toList();
        prepare();
        this.supplier = kept(connect(BenchCast.SUPPLIER, KeyStoreFolder.CONNECTOR));
        this.attester = kept(connect(ATTESTER, KeyStoreFolder.OFFICER));
    }

    /** A network that runs. */
    static LedgerStage on(LedgerSite site, Layout layout, Path blocks) {
        return new LedgerStage(site, KeyStoreFolder.open(layout.keys(), site), blocks, Optional.empty());
    }

    /** Starts a development ledger with its contract. */
    static LedgerStage development(Layout layout, Ports ports) {
        LedgerSite site = LedgerSite.development(layout, ports);
        KeyStoreFolder keys = KeyStoreFolder.open(layout.keys(), site);
        LedgerTopology topology = new LedgerTopology(layout, ports, keys);
        ProcessGroup group =
                new ProcessGroup(Path.of(System.getProperty("kontor.home", ".")), layout.run(), System.err::println);
        for (ChildProcess child : List.of(group.start(topology.contract()), group.start(topology.devPeer()))) {
            child.awaitReady(PATIENCE);
        }
        return new LedgerStage(site, keys, layout.data("devpeer"), Optional.of(group));
    }

    /** Where a peer of the supplier's organisation keeps its blocks. */
    static Path blocksOf(FabricNetwork network) {
        String peer = "peer-" + Cast.actor(BenchCast.SUPPLIER).mspId();
        return network.folder()
                .root()
                .resolve("data")
                .resolve(peer)
                .resolve("ledgersData/chains/chains")
                .resolve(FabricNetwork.CHANNEL);
    }

    /** Two cities, so that there is a witness, and two members; the second time all of it stands. */
    private void prepare() {
        BenchRecords records = new BenchRecords(keys, 0);
        for (String regulator : REGULATORS) {
            Cast.Actor actor = Cast.actor(regulator);
            Ledger settled = new SettledLedger(everywhere.get(OF_EACH_PEER.indexOf(regulator)), everywhere);
            new CityLedger(settled).found(BenchRecords.profile(actor.city()), records.member(actor));
        }
        Ledger regulator = new SettledLedger(everywhere.get(0), everywhere);
        for (String member : List.of(BenchCast.SUPPLIER, ATTESTER)) {
            new MemberLedger(regulator).admit(records.member(Cast.actor(member)));
        }
    }

    private FabricLedger kept(FabricLedger ledger) {
        open.add(ledger);
        return ledger;
    }

    private FabricLedger connect(String participantId, String keyId) {
        IssuedIdentity identity = keys.identity(KeyStoreFolder.member(participantId, keyId));
        LedgerSite.Peer peer = site.peer(Cast.actor(participantId).mspId());
        return FabricLedger.connect(new FabricConnection(
                "127.0.0.1",
                peer.port(),
                peer.tlsRootCertificate(),
                Cast.actor(participantId).mspId(),
                identity.certificate(),
                identity.privateKey(),
                FabricNetwork.CHANNEL,
                FabricNetwork.CHAINCODE,
                LIMITS));
    }

    /** What is measured, in a word. */
    String ledger() {
        return site.kind().name().toLowerCase(Locale.ROOT);
    }

    /** The ledger as the supplier's connector sees it. */
    Ledger supplier() {
        return supplier;
    }

    /** The same, where what is committed is at every peer before it is answered: for what is not measured. */
    Ledger supplierSettled() {
        return new SettledLedger(supplier, everywhere);
    }

    /** The ledger as the attester sees it. */
    Ledger attester() {
        return attester;
    }

    /** Bytes of all blocks so far. */
    long blockBytes() {
        try (Stream<Path> files = Files.walk(blocks)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read blocks in " + blocks, e);
        }
    }

    @Override
    public void close() {
        open.forEach(Ledger::close);
        everywhere.forEach(Ledger::close);
        processes.ifPresent(ProcessGroup::close);
    }
}
