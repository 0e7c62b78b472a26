package io.kontor.dataplane;

import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.dataplane.config.ConfigException;
import io.kontor.dataplane.config.DataPlaneConfig;
import io.kontor.dataplane.http.ListenerException;
import io.kontor.dataplane.source.SourceConfigurationException;
import io.kontor.usage.engine.EngineStartException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Starts a data plane: {@code DataPlaneMain --config FILE} (docs/spec/data-plane.md). */
public final class DataPlaneMain {

    private DataPlaneMain() {}

    /**
     * Runs until SIGTERM; ends with 1 and one line when it cannot start.
     *
     * @param args {@code --config FILE}
     */
    public static void main(String[] args) {
        run(args, InstantSource.system());
    }

    /**
     * Runs as {@link #main} does, by a clock of one's own.
     *
     * @param args {@code --config FILE}
     * @param clock time
     */
    public static void run(String[] args, InstantSource clock) {
        System.setProperty("java.awt.headless", "true");
        Logs.setUp();
        try {
            if (args.length != 2 || !args[0].equals("--config")) {
                throw new IllegalArgumentException("Cannot start: usage is DataPlaneMain --config FILE");
            }
            DataPlane dataPlane = start(DataPlaneConfig.read(Path.of(args[1])), clock);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(dataPlane), "kontor-end"));
            System.out.println("READY " + dataPlane.ready());
            System.out.flush();
        } catch (ConfigException
                | ListenerException
                | SourceConfigurationException
                | EngineStartException
                | IllegalArgumentException
                | IllegalStateException e) {
            System.err.println(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("Cannot start"));
            System.exit(1);
        }
    }

    private static DataPlane start(DataPlaneConfig config, InstantSource clock) {
        makeFolder(config.stateFolder());
        Ledger ledger = FabricLedger.connect(
                config.ledger().connection(), config.ledger().otherPeers());
        Vertx vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(4).setUseDaemonThread(false));
        try {
            return DataPlane.start(vertx, config, ledger, clock);
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot start: folder " + folder + " cannot be made", e);
        }
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException("Cannot start: folder " + folder + " is not writable");
        }
    }

    /** A clean end is no failure, whatever signal asked for it. */
    private static void end(DataPlane dataPlane) {
        int status = 0;
        try {
            dataPlane.close();
        } catch (RuntimeException e) {
            System.err.println("Cannot end cleanly: " + e.getMessage());
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }
}
