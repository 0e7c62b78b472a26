package io.kontor.cli.bench;

import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.evidence.log.LogExportVerifier;
import io.kontor.evidence.log.LogVerdict;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kontor bench log}: writes a synthetic log and verifies it whole, as {@code kontor verify --log} does. */
@Command(
        name = "log",
        description = "Write a synthetic log as a file and measure how long it takes to verify it whole.",
        mixinStandardHelpOptions = true)
public final class LogCommand implements Callable<Integer> {

    private static final double NANOS = 1e9;

    @Option(names = "--receipts", defaultValue = "1000000", description = "Receipts (default: ${DEFAULT-VALUE}).")
    private int receipts;

    @Option(names = "--keep", paramLabel = "FILE", description = "Keep the log here.")
    private Optional<Path> keep = Optional.empty();

    @Override
    public Integer call() throws Exception {
        BenchPlace.require(receipts >= 1, "--receipts is " + receipts + ", must be at least 1");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path file = keep.isPresent() ? keep.get() : Files.createTempFile("kontor-bench", ".log.jsonl");
        try {
            SyntheticLog.write(file, receipts);
            long bytes = Files.size(file);
            long start = System.nanoTime();
            LogVerdict verdict;
            try (InputStream in = Files.newInputStream(file)) {
                verdict = new LogExportVerifier(CryptoSuites.intl(), Optional.empty()).verify(in);
            }
            double seconds = (System.nanoTime() - start) / NANOS;
            verdict.lines().forEach(out::println);
            out.println(String.format(
                    Locale.ROOT, "%d receipts, %d MB, verified in %.1f s", receipts, bytes >> 20, seconds));
            return verdict.exitCode();
        } finally {
            if (keep.isEmpty()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
