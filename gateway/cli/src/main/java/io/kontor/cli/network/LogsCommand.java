package io.kontor.cli.network;

import io.kontor.network.fabric.NodeStatus;
import io.kontor.network.process.NetworkFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kontor network logs [PROCESS]}: the last lines of one process or of all. */
@Command(name = "logs", description = "Show the last lines of the logs.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final int LINES = 20;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Parameters(arity = "0..1", paramLabel = "PROCESS", description = "Name of a process; all by default.")
    private Optional<String> process = Optional.empty();

    @Option(
            names = "--lines",
            paramLabel = "N",
            description = "So many of the last lines (default: ${DEFAULT-VALUE}).",
            defaultValue = "" + LINES)
    private int lines = LINES;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<NodeStatus> nodes = folder.status();
        List<NodeStatus> wanted = nodes.stream()
                .filter(node -> process.isEmpty() || node.name().equals(process.get()))
                .toList();
        if (wanted.isEmpty()) {
            throw new NetworkFailure("Cannot show logs of " + process.orElse("") + ": the processes are "
                    + String.join(", ", nodes.stream().map(NodeStatus::name).toList()));
        }
        for (NodeStatus node : wanted) {
            out.println("== " + node.name() + " (" + node.log() + ")");
            if (Files.exists(node.log())) {
                List<String> all = Files.readAllLines(node.log(), StandardCharsets.ISO_8859_1);
                all.subList(Math.max(0, all.size() - Math.max(0, lines)), all.size())
                        .forEach(out::println);
            }
        }
        out.flush();
        return 0;
    }
}
