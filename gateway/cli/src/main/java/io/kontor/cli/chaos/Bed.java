package io.kontor.cli.chaos;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.deploy.LedgerTopology;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.process.ChildProcess;
import io.kontor.cli.process.JavaProgram;
import io.kontor.cli.process.ProcessGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What chaos is played on, run after run: the development ledger with its contract, a database, three data planes of one supplier. Nothing is
 * started again but by a run. Thread-safe.
 */
final class Bed implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FIRST_PLANE = 10;
    private static final int FIRST_COPY = 30;

    private final Layout layout;
    private final Ports ports;
    private final KeyStoreFolder keys;
    private final ProcessGroup group;
    private final Database database;
    private final LedgerTopology topology;
    private final ChaosDeal deal;
    private final List<Plane> planes;
    private Optional<ChildProcess> contract = Optional.empty();
    private Optional<ChildProcess> devPeer = Optional.empty();

    Bed(Path home, Layout layout, Ports ports) {
        this.layout = layout;
        this.ports = ports;
        this.keys = KeyStoreFolder.open(layout.keys(), LedgerSite.development(layout, ports));
        this.group = new ProcessGroup(home, layout.run(), line -> {});
        this.topology = new LedgerTopology(layout, ports, keys);
        this.planes = List.of(plane(1), plane(2), plane(3));
        this.deal = new ChaosDeal(keys, ports.devPeer());
        this.database = new Database(layout.data("postgres"), layout.config(), ports.postgres());
    }

    /** Starts everything but the data planes. */
    void start() {
        database.start();
        restartLedger();
        deal.prepare();
    }

    private Plane plane(int number) {
        return new Plane(this, "X" + number, "X" + number, ports.base() + FIRST_PLANE + 2 * number);
    }

    Layout layout() {
        return layout;
    }

    Ports ports() {
        return ports;
    }

    KeyStoreFolder keys() {
        return keys;
    }

    ProcessGroup group() {
        return group;
    }

    Database database() {
        return database;
    }

    ChaosDeal deal() {
        return deal;
    }

    List<Plane> planes() {
        return planes;
    }

    /** A plane on a copy of another's disk, under the same log. */
    Plane impostor(Plane of, String name) {
        return of.copy(name, ports.base() + FIRST_COPY + 2 * planes.indexOf(of));
    }

    synchronized void killDevPeer() {
        devPeer.ifPresent(ChildProcess::kill);
    }

    synchronized void killContract() {
        contract.ifPresent(ChildProcess::kill);
    }

    /** Starts what is down of the ledger and waits until it answers. */
    synchronized void restartLedger() {
        contract = Optional.of(running(contract, topology.contract()));
        devPeer = Optional.of(running(devPeer, topology.devPeer()));
        deal.awaitAnswer();
    }

    private ChildProcess running(Optional<ChildProcess> before, JavaProgram program) {
        if (before.filter(ChildProcess::alive).isPresent()) {
            return before.get();
        }
        ChildProcess started = group.startOnce(program);
        started.awaitReady(PATIENCE);
        return started;
    }

    @Override
    public void close() {
        deal.close();
        group.close();
        database.close();
    }
}
