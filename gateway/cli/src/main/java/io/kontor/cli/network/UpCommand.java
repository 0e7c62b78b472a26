package io.kontor.cli.network;

import io.kontor.network.fabric.ContractProgram;
import io.kontor.network.fabric.FabricCommands;
import io.kontor.network.fabric.FabricNetwork;
import io.kontor.network.fabric.NetworkFolder;
import io.kontor.network.fabric.NetworkPorts;
import io.kontor.network.fabric.Ordering;
import io.kontor.network.fabric.Site;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kontor network up}: makes the network where there is none, starts it, and ends when a transaction was valid. */
@Command(
        name = "up",
        description = "Start four organisations of two cities; they run on after this command.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description =
                    "First of 40 ports on 127.0.0.1 of a new network (default: " + NetworkPorts.DEFAULT_BASE + ").")
    private Optional<Integer> portBase = Optional.empty();

    @Option(names = "--fresh", description = "Forget the network of this folder, keys and ledger, and make it anew.")
    private boolean fresh;

    @Option(names = "--raft", description = "Order by Raft, as Fabric 2.5 does, instead of BFT.")
    private boolean raft;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        long began = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        Optional<Site> site = folder.site();
        if (site.isPresent()) {
            return up(site.get(), out);
        }
        FabricNetwork network = folder.network();
        try (FileChannel lock = folder.lock()) {
            if (fresh) {
                network.forget();
            }
            Optional<NetworkFolder.Made> before = network.folder().made();
            before.ifPresent(this::requireSame);
            FabricCommands commands = FabricCommands.find(
                    System.getenv(),
                    new io.kontor.network.process.Command(network.folder().run().resolve("commands.log")));
            FabricNetwork.Start start = new FabricNetwork.Start(
                    commands,
                    ContractProgram.ofHome(Path.of(System.getProperty("kontor.home", "."))),
                    before.orElseGet(() -> made(commands)),
                    line -> say(out, "%5.1f s  %s".formatted((System.nanoTime() - began) / NANOS, line)));
            say(
                    out,
                    "Fabric " + commands.version() + " from " + commands.folder() + ", folder "
                            + network.folder().root());
            up(network, start);
            new NodeTable(network.status()).print(out);
            say(out, "This folder holds the keys of all four organisations: it is for demonstrations and tests.");
            say(
                    out,
                    "End it with: kontor network down --dir " + network.folder().root());
            return lock.isOpen() ? 0 : 1;
        }
    }

    private int up(Site site, PrintWriter out) throws IOException {
        if (portBase.isPresent() || fresh || raft) {
            throw new NetworkFailure("Cannot use --port-base, --fresh or --raft: folder "
                    + folder.folder().root() + " is that of one organisation, made by kontor network init");
        }
        try (FileChannel lock = folder.lock()) {
            site.up(ToolsOption.find(folder, spec));
            new NodeTable(site.status()).print(out);
            return lock.isOpen() ? 0 : 1;
        }
    }

    /** A start that is broken off leaves nothing running. */
    private static void up(FabricNetwork network, FabricNetwork.Start start) {
        boolean ran = network.anyRunning();
        AtomicBoolean done = new AtomicBoolean(ran);
        Thread hook = new Thread(() -> {
            if (!done.get()) {
                network.down();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        network.up(start);
        done.set(true);
    }

    private NetworkFolder.Made made(FabricCommands commands) {
        if (commands.raftOnly() && !raft) {
            throw new NetworkFailure("Cannot order by BFT: Fabric " + commands.version()
                    + " has Raft only; add --raft, or use 3.1.1 or newer");
        }
        return new NetworkFolder.Made(
                new NetworkPorts(portBase.orElse(NetworkPorts.DEFAULT_BASE)).base(),
                raft ? Ordering.RAFT : Ordering.BFT);
    }

    private void requireSame(NetworkFolder.Made made) {
        if (portBase.isPresent() && portBase.get() != made.portBase()) {
            throw new NetworkFailure("Cannot use port base " + portBase.get() + ": the network was made with "
                    + made.portBase() + "; leave it out, or choose another folder with --dir");
        }
        if (raft && made.ordering() != Ordering.RAFT) {
            throw new NetworkFailure("Cannot order by Raft: the network was made with " + made.ordering()
                    + "; leave it out, or choose another folder with --dir");
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
