package io.kontor.cli.chaos;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.deploy.LedgerTopology;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.process.ChildProcess;
import io.kontor.cli.process.JavaProgram;
import io.kontor.cli.process.ProcessGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The development ledger: one peer, one contract server, gone with the command. Thread-safe. */
final class DevelopmentLedger implements ChaosLedger {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PEER = "development peer";
    private static final String CONTRACT = "contract";

    private final LedgerSite site;
    private final KeyStoreFolder keys;
    private final LedgerTopology topology;
    private final ProcessGroup group;
    private Optional<ChildProcess> contract = Optional.empty();
    private Optional<ChildProcess> peer = Optional.empty();

    DevelopmentLedger(Layout layout, Ports ports, ProcessGroup group) {
        this.site = LedgerSite.development(layout, ports);
        this.keys = KeyStoreFolder.open(layout.keys(), site);
        this.topology = new LedgerTopology(layout, ports, keys);
        this.group = group;
    }

    @Override
    public LedgerSite site() {
        return site;
    }

    @Override
    public KeyStoreFolder keys() {
        return keys;
    }

    @Override
    public String suffix() {
        return "";
    }

    @Override
    public boolean isPrepared() {
        return false;
    }

    @Override
    public void markPrepared() {
        // it is forgotten with the command
    }

    @Override
    public void start() {
        mend();
    }

    @Override
    public List<Blow> blows() {
        return List.of(Blow.KILL_LEDGER, Blow.KILL_CONTRACT);
    }

    @Override
    public synchronized String kill(Blow blow, Random random) {
        (blow == Blow.KILL_LEDGER ? peer : contract).ifPresent(ChildProcess::kill);
        return blow == Blow.KILL_LEDGER ? PEER : CONTRACT;
    }

    @Override
    public void startAgain(String name) {
        mend();
    }

    @Override
    public synchronized void mend() {
        contract = Optional.of(running(contract, topology.contract()));
        peer = Optional.of(running(peer, topology.devPeer()));
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
        // its processes end with the group
    }
}
