package io.kontor.cli.journal;

import io.kontor.usage.audit.JournalRow;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kontor journal list}: one line a record. */
@Command(name = "list", description = "Show one line for each record, in order.", mixinStandardHelpOptions = true)
final class JournalListCommand implements Callable<Integer> {

    private static final int DETAIL = 120;

    @Mixin
    private JournalSource source = new JournalSource();

    @Option(names = "--grant", paramLabel = "ID", description = "Only what is about this grant.")
    private Optional<String> grant = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        source.read(row -> {
            if (grant.isEmpty() || row.value("grant_id").equals(grant)) {
                out.println(line(row));
            }
        });
        out.flush();
        return 0;
    }

    private static String line(JournalRow row) {
        StringBuilder line = new StringBuilder();
        line.append("%s:%-8s".formatted(text(row, "segment"), text(row, "position")));
        line.append(" %-16s".formatted(text(row, "record")));
        row.value("leaf_index").ifPresent(index -> line.append(" #").append(index));
        row.value("time_ms").ifPresent(time -> line.append(' ').append(Instant.ofEpochMilli(Long.parseLong(time))));
        for (String column : new String[] {"grant_id", "action", "call_id", "refusal", "bytes", "detail"}) {
            row.value(column).ifPresent(value -> line.append(' ').append(shown(value)));
        }
        return line.toString();
    }

    private static String shown(String value) {
        return value.length() > DETAIL ? value.substring(0, DETAIL) + "…" : value;
    }

    private static String text(JournalRow row, String column) {
        return row.value(column).orElse("");
    }
}
