package io.kontor.cli.chaos;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.process.ProcessGroup;
import java.util.List;

/**
 * What chaos is played on, run after run: a ledger, a database, three data planes of one supplier. Nothing is started again but by a run.
 * Thread-safe.
 */
final class Bed implements AutoCloseable {

    private static final int FIRST_PLANE = 10;
    private static final int FIRST_COPY = 30;

    private final Layout layout;
    private final Ports ports;
    private final ChaosLedger ledger;
    private final ProcessGroup group;
    private final Database database;
    private final ChaosDeal deal;
    private final List<Plane> planes;
    private final Absences absences = new Absences(System::currentTimeMillis);

    Bed(ChaosLedger ledger, ProcessGroup group, Layout layout, Ports ports) {
        this.layout = layout;
        this.ports = ports;
        this.ledger = ledger;
        this.group = group;
        this.planes = List.of(plane(1), plane(2), plane(3));
        this.deal = new ChaosDeal(ledger);
        this.database = new Database(layout.data("postgres"), layout.config(), ports.postgres());
    }

    /** Starts everything but the data planes. */
    void start() {
        database.start();
        ledger.start();
        deal.awaitAnswer();
        if (!ledger.isPrepared()) {
            deal.prepare();
            ledger.markPrepared();
        }
    }

    private Plane plane(int number) {
        return new Plane(this, "X" + number, "X" + number + ledger.suffix(), ports.base() + FIRST_PLANE + 2 * number);
    }

    Layout layout() {
        return layout;
    }

    Ports ports() {
        return ports;
    }

    KeyStoreFolder keys() {
        return ledger.keys();
    }

    ChaosLedger ledger() {
        return ledger;
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

    Absences absences() {
        return absences;
    }

    List<Plane> planes() {
        return planes;
    }

    /** A plane on a copy of another's disk, under the same log. */
    Plane impostor(Plane of, String name) {
        return of.copy(name, ports.base() + FIRST_COPY + 2 * planes.indexOf(of));
    }

    /** Starts what is down of the ledger and waits until it answers. */
    void mendLedger() {
        ledger.mend();
        deal.awaitAnswer();
    }

    @Override
    public void close() {
        deal.close();
        group.close();
        database.close();
        ledger.close();
    }
}
