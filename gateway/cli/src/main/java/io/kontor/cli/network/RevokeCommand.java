package io.kontor.cli.network;

import io.kontor.network.fabric.Site;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kontor network revoke CERTIFICATE...}: enrolment certificates that hold no longer, at every organisation. */
@Command(
        name = "revoke",
        description = "Enrolment certificates of this organisation that hold no longer.",
        mixinStandardHelpOptions = true)
final class RevokeCommand implements Callable<Integer> {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Parameters(arity = "1..*", paramLabel = "CERTIFICATE", description = "PEM files.")
    private List<Path> certificates = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Site site = folder.requireSite();
        try (FileChannel lock = folder.lock()) {
            site.certificates().revoke(ToolsOption.find(folder, spec), certificates);
            return lock.isOpen() ? 0 : 1;
        }
    }
}
