package io.kontor.cli.journal;

import io.kontor.usage.audit.JournalAudit;
import io.kontor.usage.audit.JournalReport;
import io.kontor.usage.audit.JournalRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which journal a command looks into. */
final class JournalSource {

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            required = true,
            description = "The journal's folder, or the state folder of its instance.")
    private Path folder = Path.of("");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Reads and verifies all of it. */
    JournalReport read(Consumer<JournalRow> rows) {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "Cannot read journal " + folder + ": there is no such folder");
        }
        return JournalAudit.read(folder, rows);
    }
}
