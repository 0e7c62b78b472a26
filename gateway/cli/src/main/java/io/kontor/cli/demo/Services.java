package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.DemoTopology;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.process.ChildProcess;
import io.kontor.cli.process.PostgresServer;
import io.kontor.cli.process.ProcessGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Starts the processes in the order in which they need each other, and says when they are ready. */
final class Services implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ProcessGroup group;
    private final DemoTopology topology;
    private final PostgresServer postgres;
    private final List<ChildProcess> awaited = new ArrayList<>();

    Services(ProcessGroup group, DemoTopology topology, PostgresServer postgres) {
        this.group = group;
        this.topology = topology;
        this.postgres = postgres;
    }

    /** Dev peer and contract server, ready; a network is up before. */
    void startLedger(LedgerSite.Kind kind) {
        if (kind == LedgerSite.Kind.FABRIC) {
            return; // it runs
        }
        ChildProcess contract = group.start(topology.contract());
        ChildProcess peer = group.start(topology.devPeer());
        contract.awaitReady(PATIENCE);
        peer.awaitReady(PATIENCE);
    }

    /** Control planes and the gateway; they get ready while the first steps are played. */
    void startConnectors() {
        for (String participant : Cast.CONNECTORS) {
            awaited.add(group.start(topology.controlPlane(participant)));
        }
        awaited.add(group.start(topology.gateway()));
    }

    /** Data planes; their members must be on the ledger. */
    void startDataPlanes() {
        for (String participant : Cast.CONNECTORS) {
            awaited.add(group.start(topology.dataPlane(participant)));
        }
    }

    /** Waits until all that was started is ready. */
    void awaitReady(Progress progress) {
        List<CompletableFuture<Void>> waits = awaited.stream()
                .map(child -> CompletableFuture.runAsync(() -> {
                    child.awaitReady(PATIENCE);
                    progress.ready(child.name());
                }))
                .toList();
        try {
            CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new)).join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        awaited.clear();
    }

    /** Told when a process is ready. */
    interface Progress {
        void ready(String name);
    }

    @Override
    public void close() {
        group.close();
        postgres.close();
    }
}
