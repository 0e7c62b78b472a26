package io.kontor.cli.bench;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerConnections;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.synthetic.Founding;
import io.kontor.cli.synthetic.Parties;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.ledger.Ledger;
import io.kontor.network.fabric.FabricNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A ledger with two cities, a supplier and an attester, ready to be measured. One thread. */
final class LedgerStage implements AutoCloseable {

    /** Above the number of clients and below the peers' own limit of 500. */
    private static final FabricConnection.Limits LIMITS =
            new FabricConnection.Limits(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(60), 250, 8);

    private final LedgerSite site;
    private final Path blocks;
    private final Optional<BenchLedger> processes;
    private final LedgerConnections ledgers;
    private final Ledger supplier;
    private final Ledger attester;

    private LedgerStage(LedgerSite site, KeyStoreFolder keys, Path blocks, Optional<BenchLedger> processes) {
        this.site = site;
        this.blocks = blocks;
        this.processes = processes;
        this.ledgers = new LedgerConnections(keys, site, LIMITS);
        prepare();
        this.supplier = ledgers.own(Parties.SUPPLIER, KeyStoreFolder.CONNECTOR);
        this.attester = ledgers.own(Parties.ATTESTER, KeyStoreFolder.OFFICER);
    }

    /** A network that runs. */
    static LedgerStage on(LedgerSite site, Layout layout, Path blocks) {
        return new LedgerStage(site, KeyStoreFolder.open(layout.keys(), site), blocks, Optional.empty());
    }

    /** Starts a development ledger with its contract. */
    static LedgerStage development(Layout layout, Ports ports) {
        LedgerSite site = LedgerSite.development(layout, ports);
        KeyStoreFolder keys = KeyStoreFolder.open(layout.keys(), site);
        return new LedgerStage(
                site, keys, layout.data("devpeer"), Optional.of(BenchLedger.start(layout, ports, keys, Pinning.NONE)));
    }

    /** Where a peer of the supplier's organisation keeps its blocks. */
    static Path blocksOf(FabricNetwork network) {
        String peer = "peer-" + Cast.actor(Parties.SUPPLIER).mspId();
        return network.folder()
                .root()
                .resolve("data")
                .resolve(peer)
                .resolve("ledgersData/chains/chains")
                .resolve(FabricNetwork.CHANNEL);
    }

    /** Two cities, so that there is a witness, and two members; the second time all of it stands. */
    private void prepare() {
        Founding founding = new Founding(ledgers, BenchDeal.STALENESS_S);
        founding.found();
        founding.admit(List.of(Parties.SUPPLIER, Parties.ATTESTER));
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
        return ledgers.connector(Parties.SUPPLIER);
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
        ledgers.close();
        processes.ifPresent(BenchLedger::close);
    }
}
