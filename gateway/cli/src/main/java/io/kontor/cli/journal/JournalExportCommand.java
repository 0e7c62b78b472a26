package io.kontor.cli.journal;

import io.kontor.usage.audit.JournalReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kontor journal export}: one row a record, as CSV or Parquet. */
@Command(
        name = "export",
        description = "Write one row for each record to a file, as CSV or Parquet.",
        mixinStandardHelpOptions = true)
final class JournalExportCommand implements Callable<Integer> {

    private enum Format {
        csv,
        parquet
    }

    @Mixin
    private JournalSource source = new JournalSource();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).", defaultValue = "csv")
    private Format format = Format.csv;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The new file.")
    private Path out = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Path target = out.toAbsolutePath();
        Path folder = target.getParent();
        if (Files.exists(target)) {
            throw new ParameterException(spec.commandLine(), "Cannot export to " + out + ": it exists already");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "Cannot export to " + out + ": its folder does not exist");
        }
        Path csv = Files.createTempFile(folder, ".export", ".csv");
        Path done = csv;
        try {
            JournalReport report;
            try (CsvRows rows = new CsvRows(csv)) {
                report = source.read(rows::write);
            }
            if (format == Format.parquet) {
                done = ParquetFile.of(csv);
            }
            Files.move(done, target, StandardCopyOption.ATOMIC_MOVE);
            spec.commandLine().getOut().println("Wrote " + report.size() + " records to " + out);
            spec.commandLine().getOut().flush();
            return 0;
        } finally {
            Files.deleteIfExists(csv);
            Files.deleteIfExists(done);
        }
    }
}
