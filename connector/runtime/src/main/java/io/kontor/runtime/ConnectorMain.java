package io.kontor.runtime;

import io.kontor.extension.identity.IdentityException;
import io.kontor.extension.vault.VaultException;
import io.kontor.runtime.config.ConfigException;
import io.kontor.runtime.config.ConfigKey;
import io.kontor.runtime.config.ConnectorConfig;
import io.kontor.runtime.migration.SchemaException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.eclipse.edc.spi.EdcException;

/** Starts a connector from a configuration file and runs until it is ended: {@code ConnectorMain --config FILE}. */
public final class ConnectorMain {
    private static final int EXIT_USAGE = 2;
    private static final int EXIT_START = 1;

    private ConnectorMain() {}

    /**
     * Runs the connector. Exit code 1: it cannot start, one line on standard error says why; 2: wrong arguments.
     *
     * @param args {@code --config FILE}, or {@code --help}
     * @throws InterruptedException when the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        if (args.length == 1 && args[0].equals("--help")) {
            help();
            return;
        }
        if (args.length != 2 || !args[0].equals("--config")) {
            System.err.println("Usage: ConnectorMain --config FILE   (--help lists the keys)");
            System.exit(EXIT_USAGE);
        }
        try {
            run(Path.of(args[1]));
        } catch (StartException | ConfigException | SchemaException | VaultException | IdentityException e) {
            fail(e.getMessage());
        } catch (EdcException e) {
            fail(reason(e));
        }
    }

    private static void run(Path file) throws StartException, InterruptedException {
        LibraryLogs.onlyWarnings();
        ConnectorConfig config = ConnectorConfig.read(file);
        PortCheck.requireFree(config);
        ConnectorRuntime runtime = ConnectorRuntime.start(config);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            runtime.close();
            ended.countDown();
        }));
        System.out.println("Connector " + config.get(ConfigKey.PARTICIPANT_ID) + " ready: management http://"
                + config.get(ConfigKey.HOST) + ":" + config.get(ConfigKey.PORT_MANAGEMENT) + "/management");
        ended.await();
    }

    private static void fail(@org.jspecify.annotations.Nullable String line) {
        System.err.println(line);
        System.exit(EXIT_START);
    }

    /** The innermost message of ours, or what is at the root. */
    private static String reason(Throwable e) {
        String line = "";
        Throwable root = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            line = message.startsWith("Cannot ") ? message : line;
            root = cause;
        }
        return line.isEmpty() ? "Cannot start connector: " + root : line;
    }

    private static void help() {
        for (ConfigKey key : ConfigKey.values()) {
            String fallback =
                    key.fallback().map(value -> "default '" + value + "'").orElse("required");
            System.out.println(key.key() + "  (" + fallback + ")  " + key.meaning());
        }
    }
}
