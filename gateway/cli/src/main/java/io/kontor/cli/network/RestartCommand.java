package io.kontor.cli.network;

import io.kontor.network.fabric.Site;
import java.nio.channels.FileChannel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kontor network restart NODE}: ends one node of one organisation and starts it again. */
@Command(
        name = "restart",
        description = "End one node of this organisation and start it again.",
        mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Parameters(paramLabel = "NODE", description = "peer, orderer or contract.")
    private String node = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Site site = folder.requireSite();
        try (FileChannel lock = folder.lock()) {
            site.restart(ToolsOption.find(folder, spec), node);
            return lock.isOpen() ? 0 : 1;
        }
    }
}
