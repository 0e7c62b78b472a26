package io.kontor.cli.network;

import io.kontor.network.fabric.Ordering;
import io.kontor.network.fabric.Site;
import io.kontor.network.process.NetworkFailure;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kontor network join}: the own nodes join the channel that the bundles make, or one that runs. */
@Command(
        name = "join",
        description = "Let this organisation's nodes join the channel that the bundles of all make.",
        mixinStandardHelpOptions = true)
final class JoinCommand implements Callable<Integer> {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Parameters(arity = "0..*", paramLabel = "BUNDLE", description = "Bundles of the other organisations.")
    private List<Path> bundles = List.of();

    @Option(names = "--running", description = "Join a channel that runs and has taken this organisation in.")
    private boolean running;

    @Option(names = "--raft", description = "Found a channel that is ordered by Raft instead of BFT.")
    private boolean raft;

    @Option(
            names = "--snapshot",
            paramLabel = "DIR",
            description = "Let the peer begin with a snapshot that another peer made, without the blocks before.")
    private Optional<Path> snapshot = Optional.empty();

    @Option(
            names = "--prepare",
            description = "Write configuration and systemd units only; start and join nothing yet.")
    private boolean prepare;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Site site = folder.requireSite();
        if (prepare && snapshot.isPresent()) {
            throw new NetworkFailure("Cannot prepare with a snapshot: give --snapshot to the join that follows");
        }
        try (FileChannel lock = folder.lock()) {
            Site.Tools tools = ToolsOption.find(folder, spec);
            if (!bundles.isEmpty()) {
                String digest = running
                        ? site.enter(tools, bundles)
                        : site.found(tools, bundles, raft ? Ordering.RAFT : Ordering.BFT);
                out.println("SHA-256 of the genesis block, the same at every organisation: " + digest);
            }
            if (prepare) {
                out.println("systemd units are in " + folder.folder().root().resolve("systemd")
                        + "; start them, then: kontor network join --dir "
                        + folder.folder().root());
            } else if (snapshot.isPresent()) {
                out.println("Hash of the snapshot, to be compared with that of another organisation: "
                        + site.join(tools, snapshot.get()).hash());
            } else {
                site.join(tools);
            }
            out.flush();
            return lock.isOpen() ? 0 : 1;
        }
    }
}
