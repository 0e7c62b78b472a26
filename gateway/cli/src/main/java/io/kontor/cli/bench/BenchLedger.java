package io.kontor.cli.bench;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerTopology;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.process.ChildProcess;
import io.kontor.cli.process.ProcessGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The development ledger of a benchmark, with its contract; it ends with the command, however that ends. */
final class BenchLedger implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ProcessGroup group;
    private final List<Long> pids;

    private BenchLedger(ProcessGroup group, List<ChildProcess> children) {
        this.group = group;
        this.pids = children.stream().map(ChildProcess::pid).toList();
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param layout folder of the benchmark
     * @param ports its ports
     * @param keys keys of the cast
     * @param pin where it runs
     */
    static BenchLedger start(Layout layout, Ports ports, KeyStoreFolder keys, Pinning pin) {
        Path home = Path.of(System.getProperty("kontor.home", "."));
        ProcessGroup group = new ProcessGroup(home, layout.run(), System.err::println, pin.prefix());
        Runtime.getRuntime().addShutdownHook(new Thread(group::close, "end-ledger"));
        LedgerTopology topology = new LedgerTopology(layout, ports, keys);
        List<ChildProcess> children = List.of(group.start(topology.contract()), group.start(topology.devPeer()));
        children.forEach(child -> child.awaitReady(PATIENCE));
        return new BenchLedger(group, children);
    }

    /** Its processes. */
    List<Long> pids() {
        return pids;
    }

    @Override
    public void close() {
        group.close();
    }
}
