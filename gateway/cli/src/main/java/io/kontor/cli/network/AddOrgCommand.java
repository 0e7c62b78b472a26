package io.kontor.cli.network;

import io.kontor.network.fabric.Site;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kontor network add-org BUNDLE}: proposes to take an organisation into the running channel. */
@Command(
        name = "add-org",
        description = "Propose to take another organisation into the running channel; a majority must sign.",
        mixinStandardHelpOptions = true)
final class AddOrgCommand implements Callable<Integer> {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Parameters(paramLabel = "BUNDLE", description = "Bundle of the new organisation.")
    private Path bundle = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Site site = folder.requireSite();
        try (FileChannel lock = folder.lock()) {
            ToolsOption.print(
                    site.addOrganisation(ToolsOption.find(folder, spec), bundle),
                    spec.commandLine().getOut());
            return lock.isOpen() ? 0 : 1;
        }
    }
}
