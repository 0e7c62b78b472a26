package io.kontor.cli.network;

import io.kontor.network.fabric.NodeStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Who runs where, a line for each process. */
final class NodeTable {
    private static final long KB_PER_MB = 1_024;
    private static final String FORM = "%-4s  %-9s  %-18s  %-15s  %-8s  %6s%n";

    private final List<NodeStatus> nodes;

    NodeTable(List<NodeStatus> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /** Prints it and answers whether all run. */
    boolean print(PrintWriter out) {
        out.printf(FORM, "city", "role", "process", "address", "pid", "MB");
        long all = 0;
        for (NodeStatus node : nodes) {
            long kb = node.pid().map(NodeTable::residentKb).orElse(0L);
            all += kb;
            out.printf(
                    FORM,
                    node.organisation().city(),
                    node.organisation().kind().toLowerCase(java.util.Locale.ROOT),
                    node.name(),
                    node.address(),
                    node.pid().map(String::valueOf).orElse("not up"),
                    kb / KB_PER_MB);
        }
        out.printf("%d of %d processes up, %d MB resident%n", running(), nodes.size(), all / KB_PER_MB);
        out.flush();
        return running() == nodes.size();
    }

    private long running() {
        return nodes.stream().map(NodeStatus::pid).filter(Optional::isPresent).count();
    }

    /** Resident memory, 0 where the system does not say. */
    private static long residentKb(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0; // it ended meanwhile, or this is no Linux
        }
    }
}
