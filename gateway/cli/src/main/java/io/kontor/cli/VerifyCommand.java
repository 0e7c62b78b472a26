package io.kontor.cli;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.evidence.bundle.EvidenceBundleCodec;
import io.kontor.evidence.log.LogExportVerifier;
import io.kontor.evidence.log.LogVerdict;
import io.kontor.evidence.trust.TrustFileCodec;
import io.kontor.evidence.verify.EvidenceVerifier;
import io.kontor.evidence.verify.Verdict;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kontor verify}: what an evidence bundle proves, without any network (EVD-14). */
@Command(
        name = "verify",
        description =
                "Say what an evidence bundle proves, or whether a whole log is whole, or which link failed. Needs no"
                        + " network.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:proven", "1:refused", "2:a file cannot be read"})
public final class VerifyCommand implements Callable<Integer> {
    private static final int UNREADABLE = 2;

    @Parameters(index = "0", arity = "0..1", paramLabel = "BUNDLE", description = "The evidence bundle.")
    private Optional<Path> bundle = Optional.empty();

    @Option(names = "--trust", paramLabel = "FILE", description = "The trust file; a bundle needs it.")
    private Optional<Path> trust = Optional.empty();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "A whole log as a file (docs/spec/log-export.md). With BUNDLE, its head must be of this log.")
    private Optional<Path> log = Optional.empty();

    @Option(names = "--suite", paramLabel = "NAME", description = "Crypto suite of the log: intl (default) or sm.")
    private String suite = CryptoSuites.INTL;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if ((bundle.isEmpty() && log.isEmpty()) || bundle.isPresent() != trust.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "Cannot verify: give a BUNDLE with --trust, or --log, or all three");
        }
        Path file = bundle.or(() -> log).orElseThrow();
        try {
            return verify();
        } catch (IOException | MalformedException e) {
            spec.commandLine().getErr().println("Cannot verify " + file + ": " + e.getMessage());
            return UNREADABLE;
        }
    }

    private int verify() throws IOException {
        Optional<SignedTreeHead> proven = Optional.empty();
        if (bundle.isPresent()) {
            Verdict verdict = verify(bundle.get(), trust.orElseThrow());
            say(verdict.lines());
            if (verdict.exitCode() != 0 || log.isEmpty()) {
                return verdict.exitCode();
            }
            proven = Optional.of(
                    EvidenceBundleCodec.read(Files.readAllBytes(bundle.get())).head());
        }
        Path whole = log.orElseThrow();
        requireReadable(whole);
        try (InputStream in = Files.newInputStream(whole)) {
            LogVerdict verdict = new LogExportVerifier(chosen(), proven).verify(in);
            say(verdict.lines());
            return verdict.exitCode();
        }
    }

    private CryptoSuite chosen() {
        return CryptoSuites.all().stream()
                .filter(known -> known.name().equals(suite))
                .findFirst()
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "Cannot verify: there is no suite '" + suite + "'"));
    }

    private void say(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }

    /**
     * Verifies a bundle.
     *
     * @param bundle bundle file
     * @param trust trust file
     * @return the verdict
     * @throws IOException when a file cannot be read
     */
    public static Verdict verify(Path bundle, Path trust) throws IOException {
        requireReadable(bundle);
        requireReadable(trust);
        EvidenceVerifier verifier = new EvidenceVerifier(TrustFileCodec.read(Files.readAllBytes(trust)));
        return verifier.verify(Files.readAllBytes(bundle));
    }

    private static void requireReadable(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException("there is no readable file " + file);
        }
    }
}
