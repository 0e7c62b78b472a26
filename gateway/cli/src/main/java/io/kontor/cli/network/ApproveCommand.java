package io.kontor.cli.network;

import io.kontor.network.fabric.Site;
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

/** {@code kontor network approve}: the contract's code of the own server, or a change that another organisation proposed. */
@Command(
        name = "approve",
        description = "Approve the contract's code of the own server, or sign a proposed change of the channel.",
        mixinStandardHelpOptions = true)
final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "CHANGE",
            description = "File of a change; the contract's code without it.")
    private Optional<Path> change = Optional.empty();

    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            description = "Bundle of an organisation that came later; may be given several times.")
    private List<Path> bundles = List.of();

    @Option(names = "--no-commit", description = "Commit nothing yet, also where a majority has approved.")
    private boolean later;

    @Option(names = "--show", description = "Show what the change does and who signed it; sign nothing.")
    private boolean show;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Site site = folder.requireSite();
        try (FileChannel lock = folder.lock()) {
            Site.Tools tools = ToolsOption.find(folder, spec);
            if (!bundles.isEmpty()) {
                site.take(bundles);
            }
            if (change.isEmpty()) {
                site.approve(tools, later ? Site.Manner.WITHOUT_COMMIT : Site.Manner.USUAL);
            } else {
                Path file = change.get();
                ToolsOption.print(
                        show ? site.inspect(tools, file) : site.sign(tools, file),
                        spec.commandLine().getOut());
            }
            return lock.isOpen() ? 0 : 1;
        }
    }
}
