package io.kontor.cli.journal;

import io.kontor.usage.audit.JournalReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code kontor journal verify}: whether a journal holds together, and what it holds. */
@Command(
        name = "verify",
        description = "Verify checksums, hash chain, leaves, running totals and anchored heads.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:whole", "1:damaged", "2:wrong usage"})
final class JournalVerifyCommand implements Callable<Integer> {

    @Mixin
    private JournalSource source = new JournalSource();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        JournalReport report = source.read(row -> {});
        out.println("journal   " + report.name() + " (" + report.side() + ")");
        out.println("segments  " + report.extent().segments() + ", batches "
                + report.extent().batches() + ", records " + report.size());
        if (report.extent().retired() > 0) {
            out.println("retired   segments 1 to " + report.extent().retired() + ": of "
                    + report.records().getOrDefault("RETIRED", 0L) + " records the digest is left");
        }
        report.records().forEach((record, count) -> out.println("          " + record + " " + count));
        out.println("chain     " + report.extent().chain());
        report.logId().ifPresent(log -> {
            out.println("log       " + log + ", " + report.head().treeSize() + " leaves, root "
                    + report.head().rootHash().hex());
            out.println("anchors   " + report.anchors() + " requested, each a head of this tree");
        });
        if (report.extent().torn()) {
            out.println("tail      bytes behind the last whole batch: being written now, or never answered");
        }
        out.println("whole");
        out.flush();
        return 0;
    }
}
