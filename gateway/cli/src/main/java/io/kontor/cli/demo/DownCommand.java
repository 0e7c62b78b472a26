package io.kontor.cli.demo;

import io.kontor.cli.deploy.Layout;
import io.kontor.cli.process.PostgresServer;
import io.kontor.cli.process.ProcessGroup;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kontor down}: ends what a crashed demonstration left running, and nothing else. */
@Command(name = "down", description = "End what a crashed demo left running.", mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    @Option(
            names = "--dir",
            description = "Folder of the demo (default: ${DEFAULT-VALUE}).",
            defaultValue = DemoCommand.DEFAULT_DIR)
    private Path dir = Path.of(DemoCommand.DEFAULT_DIR);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Layout layout = new Layout(dir);
        FileLock lock = layout.open();
        try (var channel = lock.acquiredBy()) {
            List<String> ended = new ArrayList<>(ProcessGroup.endLeftovers(layout.run()));
            if (PostgresServer.endLeftover(layout.data("postgres"))) {
                ended.add("postgres");
            }
            String text = ended.isEmpty() ? "Nothing was running." : "Ended: " + String.join(", ", ended);
            spec.commandLine().getOut().println(text);
            spec.commandLine().getOut().flush();
            return channel.isOpen() ? 0 : 1;
        }
    }
}
