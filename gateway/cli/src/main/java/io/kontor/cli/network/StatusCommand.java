package io.kontor.cli.network;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kontor network status}: who runs where; exit code 1 unless all do. */
@Command(name = "status", description = "Show who runs where.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return new NodeTable(folder.status()).print(spec.commandLine().getOut()) ? 0 : 1;
    }
}
