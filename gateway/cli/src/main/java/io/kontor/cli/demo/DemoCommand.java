package io.kontor.cli.demo;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.process.PostgresServer;
import io.kontor.cli.process.ProcessGroup;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kontor demo}: starts everything on this machine and plays the deal. */
@Command(
        name = "demo",
        description = "Start a whole federation on this machine and play one deal between two cities.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    static final String DEFAULT_DIR = ".kontor";

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description = "One folder for all state (default: ${DEFAULT-VALUE}).",
            defaultValue = DEFAULT_DIR)
    private Path dir = Path.of(DEFAULT_DIR);

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description = "First of 50 ports on 127.0.0.1 (default: ${DEFAULT-VALUE}).",
            defaultValue = "" + Ports.DEFAULT_BASE)
    private int portBase = Ports.DEFAULT_BASE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Varies ids, patients and numbers of calls (default: ${DEFAULT-VALUE}).",
            defaultValue = "" + Plan.DEFAULT_SEED)
    private long seed = Plan.DEFAULT_SEED;

    @Option(
            names = "--claims",
            paramLabel = "FILE",
            description = "CSV with your own claims of the 24 fields instead of the generated ones.")
    private Optional<Path> claims = Optional.empty();

    @Option(names = "--exit", description = "End when the steps are played; exit code 1 if any differs.")
    private boolean exit;

    @Option(names = "--json", description = "Print each step as a JSON object on its own line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        long start = System.nanoTime();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Ports ports = new Ports(portBase);
        ClaimData data = ClaimData.of(Plan.of(seed), claims);
        Layout layout = new Layout(dir);
        FileLock lock = layout.open();
        try (var channel = lock.acquiredBy()) {
            ProcessGroup.endLeftovers(layout.run());
            PostgresServer.endLeftover(layout.data("postgres"));
            ports.requireFree();
            layout.forget();
            Recorder recorder = new Recorder(out, json ? Recorder.Form.JSON : Recorder.Form.TEXT);
            KeyStoreFolder keys = KeyStoreFolder.open(layout.keys());
            Demo demo = new Demo(new Demo.Setting(layout, ports, keys, data), recorder, start);
            boolean good = demo.run(exit ? Demo.After.END : Demo.After.STAY);
            return good && channel.isOpen() ? 0 : 1;
        }
    }
}
