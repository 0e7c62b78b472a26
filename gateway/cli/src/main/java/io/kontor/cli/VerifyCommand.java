package io.kontor.cli;

import io.kontor.evidence.trust.TrustFileCodec;
import io.kontor.evidence.verify.EvidenceVerifier;
import io.kontor.evidence.verify.Verdict;
import io.kontor.model.rejection.MalformedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kontor verify}: what an evidence bundle proves, without any network (EVD-14). */
@Command(
        name = "verify",
        description = "Say what an evidence bundle proves, or which link failed. Needs no network.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:proven", "1:refused", "2:a file cannot be read"})
public final class VerifyCommand implements Callable<Integer> {
    private static final int UNREADABLE = 2;

    @Parameters(index = "0", paramLabel = "BUNDLE", description = "The evidence bundle.")
    private Path bundle = Path.of("");

    @Option(names = "--trust", paramLabel = "FILE", required = true, description = "The trust file.")
    private Path trust = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Verdict verdict = verify(bundle, trust);
            verdict.lines().forEach(out::println);
            out.flush();
            return verdict.exitCode();
        } catch (IOException | MalformedException e) {
            spec.commandLine().getErr().println("Cannot verify " + bundle + ": " + e.getMessage());
            return UNREADABLE;
        }
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
        for (Path file : List.of(bundle, trust)) {
            if (!Files.isReadable(file)) {
                throw new IOException("there is no readable file " + file);
            }
        }
        EvidenceVerifier verifier = new EvidenceVerifier(TrustFileCodec.read(Files.readAllBytes(trust)));
        return verifier.verify(Files.readAllBytes(bundle));
    }
}
