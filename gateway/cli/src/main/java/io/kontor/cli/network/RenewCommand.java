package io.kontor.cli.network;

import io.kontor.network.fabric.Site;
import io.kontor.network.fabric.SiteCertificates;
import java.nio.channels.FileChannel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kontor network renew}: new keys and certificates while the network runs. */
@Command(
        name = "renew",
        description = "New keys and certificates: of all but the orderer, or of the orderer.",
        mixinStandardHelpOptions = true)
final class RenewCommand implements Callable<Integer> {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(names = "--orderer", description = "The orderer's: propose them; when in force, run again.")
    private boolean orderer;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Site site = folder.requireSite();
        try (FileChannel lock = folder.lock()) {
            Site.Tools tools = ToolsOption.find(folder, spec);
            SiteCertificates certificates = site.certificates();
            if (orderer) {
                certificates
                        .renewOrderer(tools)
                        .ifPresent(change ->
                                ToolsOption.print(change, spec.commandLine().getOut()));
            } else {
                certificates.renew(tools);
            }
            return lock.isOpen() ? 0 : 1;
        }
    }
}
