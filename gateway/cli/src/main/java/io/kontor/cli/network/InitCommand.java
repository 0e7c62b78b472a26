package io.kontor.cli.network;

import io.kontor.network.fabric.Host;
import io.kontor.network.fabric.NetworkPorts;
import io.kontor.network.fabric.Organisation;
import io.kontor.network.fabric.Site;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kontor network init}: one organisation's own keys at its own place, and the bundle that it hands out. */
@Command(
        name = "init",
        description = "Make one organisation's own keys, and a bundle without keys to hand to the others.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(names = "--msp", required = true, paramLabel = "NAME", description = "Name on the channel: SunOpsMSP.")
    private String msp = "";

    @Option(names = "--city", required = true, paramLabel = "CITY", description = "City that it belongs to.")
    private String city = "";

    @Option(names = "--kind", required = true, description = "What it is there: ${COMPLETION-CANDIDATES}.")
    private Kind kind = Kind.OPERATOR;

    @Option(
            names = "--host",
            required = true,
            paramLabel = "HOST",
            description = "Name by which the other organisations reach this machine.")
    private String host = "";

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description = "Address that peer and orderer listen on (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1")
    private String listen = "127.0.0.1";

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            description = "First of its ten ports (default: ${DEFAULT-VALUE}).",
            defaultValue = "" + NetworkPorts.DEFAULT_BASE)
    private int portBase = NetworkPorts.DEFAULT_BASE;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What an organisation is in its city. */
    private enum Kind {
        OPERATOR,
        REGULATOR
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (FileChannel lock = folder.lock()) {
            Site site = Site.init(
                    folder.folder(), new Organisation(msp, city, kind.name()), new Host(host, listen), portBase);
            out.println("Keys of " + msp + " are in " + folder.folder().root() + " and stay there.");
            out.println("Hand to the others: " + site.bundle());
            out.println("SHA-256 of it, for the telephone: " + Site.digest(site.bundle()));
            out.flush();
            return lock.isOpen() ? 0 : 1;
        }
    }
}
