package io.kontor.cli.network;

import io.kontor.network.fabric.FabricCommands;
import io.kontor.network.fabric.Organisation;
import io.kontor.network.fabric.PeerSnapshot;
import io.kontor.network.fabric.Site;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kontor network snapshot}: the channel's state at one block. */
@Command(
        name = "snapshot",
        description = "Write down the state of a peer at one block.",
        mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {
    private static final String FIRST = Organisation.TWO_CITIES.get(0).mspId();

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder to make.")
    private Path to = Path.of("");

    @Option(
            names = "--block",
            paramLabel = "NUMBER",
            description = "Block, also one that is still to come; the last one without it.")
    private long block;

    @Option(names = "--msp", paramLabel = "NAME", description = "Whose peer, where a folder holds several.")
    private Optional<String> msp = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (FileChannel lock = folder.lock()) {
            Optional<Site> site = folder.site();
            PeerSnapshot snapshot = site.isPresent()
                    ? site.get().snapshot(ToolsOption.find(folder, spec), to, block)
                    : folder.network().snapshot(commands(), msp.orElse(FIRST), to, block);
            out.printf("Snapshot of block %d, %d bytes: %s%n", snapshot.block(), snapshot.bytes(), snapshot.folder());
            out.println("Its hash, the same at every peer that wrote down this block: " + snapshot.hash());
            out.flush();
            return lock.isOpen() ? 0 : 1;
        }
    }

    private FabricCommands commands() {
        return FabricCommands.find(
                System.getenv(),
                new io.kontor.network.process.Command(folder.folder().run().resolve("commands.log")));
    }
}
