package io.kontor.cli.network;

import io.kontor.network.fabric.ContractProgram;
import io.kontor.network.fabric.FabricCommands;
import io.kontor.network.fabric.Site;
import io.kontor.network.process.Command;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands of one organisation need of this machine. */
final class ToolsOption {

    private ToolsOption() {}

    static Site.Tools find(FolderOption folder, CommandSpec spec) {
        PrintWriter out = spec.commandLine().getOut();
        return new Site.Tools(
                FabricCommands.find(
                        System.getenv(), new Command(folder.folder().run().resolve("commands.log"))),
                ContractProgram.ofHome(Path.of(System.getProperty("kontor.home", "."))),
                line -> {
                    out.println(line);
                    out.flush();
                });
    }

    /** Prints how far a change is. */
    static void print(Site.Change change, PrintWriter out) {
        change.changes().forEach(line -> out.println("  " + line));
        out.println("Signed by " + change.signers().size() + " of " + change.needed() + " that must: "
                + String.join(", ", change.signers()));
        out.println(
                change.submitted()
                        ? "It is in force."
                        : "Hand " + change.file() + " to the next organisation: kontor network approve FILE");
        out.flush();
    }
}
