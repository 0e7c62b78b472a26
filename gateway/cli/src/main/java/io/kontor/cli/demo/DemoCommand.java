package io.kontor.cli.demo;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.Layout;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.deploy.Ports;
import io.kontor.cli.deploy.SuiteKeys;
import io.kontor.cli.network.FolderOption;
import io.kontor.cli.process.PostgresServer;
import io.kontor.cli.process.ProcessGroup;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.network.fabric.FabricNetwork;
import io.kontor.network.fabric.NetworkFolder;
import io.kontor.network.fabric.Organisation;
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

    @Option(
            names = "--ledger",
            paramLabel = "KIND",
            defaultValue = "DEVELOPMENT",
            description =
                    "DEVELOPMENT, or FABRIC for a network that kontor network up started (default: ${DEFAULT-VALUE}).")
    private LedgerSite.Kind ledger = LedgerSite.Kind.DEVELOPMENT;

    @Option(
            names = "--network",
            paramLabel = "DIR",
            description = "Folder of the Fabric network (default: ${DEFAULT-VALUE}).",
            defaultValue = FolderOption.DEFAULT_DIR)
    private Path network = Path.of(FolderOption.DEFAULT_DIR);

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description =
                    "Crypto suite of the federation: intl, or sm for SM2, SM3 and SM4 (default: ${DEFAULT-VALUE}).",
            defaultValue = CryptoSuites.INTL)
    private String suite = CryptoSuites.INTL;

    @Option(names = "--exit", description = "End when the steps are played; exit code 1 if any differs.")
    private boolean exit;

    @Option(names = "--json", description = "Print each step as a JSON object on its own line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        long start = System.nanoTime();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Ports ports = new Ports(portBase);
        CryptoSuite chosen = CryptoSuites.named(suite);
        ClaimData data = ClaimData.of(Plan.of(seed), claims);
        Layout layout = new Layout(dir);
        LedgerSite site = ledger == LedgerSite.Kind.FABRIC
                ? LedgerSite.fabric(new FabricNetwork(new NetworkFolder(network), Organisation.TWO_CITIES))
                : LedgerSite.development(layout, ports);
        FileLock lock = layout.open();
        try (var channel = lock.acquiredBy()) {
            ProcessGroup.endLeftovers(layout.run());
            PostgresServer.endLeftover(layout.data("postgres"));
            ports.requireFree();
            layout.forget();
            Recorder recorder = new Recorder(out, System.err, json ? Recorder.Form.JSON : Recorder.Form.TEXT);
            KeyStoreFolder keys = KeyStoreFolder.open(layout.keys(), site);
            SuiteKeys suiteKeys = SuiteKeys.open(layout.keys(), keys, chosen);
            Demo demo = new Demo(new Demo.Setting(layout, ports, site, keys, suiteKeys, data), recorder, start);
            boolean good = demo.run(exit ? Demo.After.END : Demo.After.STAY);
            return good && channel.isOpen() ? 0 : 1;
        }
    }
}
