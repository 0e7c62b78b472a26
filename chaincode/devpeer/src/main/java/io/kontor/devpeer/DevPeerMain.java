package io.kontor.devpeer;

import io.kontor.devpeer.config.ConfigFile;
import io.kontor.devpeer.config.DevPeerConfig;
import io.kontor.devpeer.config.StartFailure;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Starts a dev peer: {@code DevPeerMain --config FILE}. Prints a banner, then one line {@code READY <address>
 * height=<n>}. A start that fails prints one line on standard error and ends with code 1 (DEV-2, DEV-3).
 */
public final class DevPeerMain {
    private static final String BANNER = """
            ************************************************************************
            *  DEVELOPMENT LEDGER. This one process holds the keys of all          *
            *  organisations: nothing on it is independently endorsed or ordered.  *
            *  It is never a production ledger.                                    *
            ************************************************************************""";

    private DevPeerMain() {}

    /** Runs until the process is ended. */
    public static void main(final String[] arguments) {
        try {
            run(arguments, System.out);
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(final String[] arguments, final PrintStream out) throws StartFailure, InterruptedException {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            throw new StartFailure("Cannot start: usage is DevPeerMain --config FILE");
        }
        final DevPeerConfig config = ConfigFile.read(Path.of(arguments[1]));
        out.println(BANNER);
        final DevPeer peer = DevPeer.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(peer::close, "stop"));
        out.println("READY " + peer.address() + " height=" + peer.height());
        out.flush();
        peer.awaitEnd();
    }
}
