package io.kontor.cli.journal;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.usage.audit.JournalAudit;
import io.kontor.usage.audit.JournalReport;
import io.kontor.usage.audit.JournalRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description = "Crypto suite of its federation: intl (default) or sm.")
    private String suite = CryptoSuites.INTL;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** Reads and verifies all of it. */
    JournalReport read(Consumer<JournalRow> rows) {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "Cannot read journal " + folder + ": there is no such folder");
        }
        Optional<CryptoSuite> chosen = CryptoSuites.all().stream()
                .filter(known -> known.name().equals(suite))
                .findFirst();
        return JournalAudit.read(
                folder,
                chosen.orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "Cannot read journal " + folder + ": there is no suite '" + suite + "'"))
                        .hash(),
                rows);
    }
}
