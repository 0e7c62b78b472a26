package io.kontor.cli.network;

import io.kontor.network.fabric.Site;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kontor network down}: ends what {@code up} started, and nothing else; the data stays. */
@Command(name = "down", description = "End the network's processes; its data stays.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Mixin
    private FolderOption folder = new FolderOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isDirectory(folder.folder().run())) {
            out.println("Nothing was running.");
            out.flush();
            return 0;
        }
        try (FileChannel lock = folder.lock()) {
            List<String> ended = folder.site()
                    .map(Site::down)
                    .orElseGet(() -> folder.network().down());
            out.println(ended.isEmpty() ? "Nothing was running." : "Ended: " + String.join(", ", ended));
            out.flush();
            return lock.isOpen() ? 0 : 1;
        }
    }
}
