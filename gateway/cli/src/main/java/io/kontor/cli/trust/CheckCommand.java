package io.kontor.cli.trust;

import io.kontor.evidence.channel.ChannelHistory;
import io.kontor.evidence.channel.ChannelHistoryCodec;
import io.kontor.evidence.channel.TrustCheck;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.evidence.trust.TrustFileCodec;
import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kontor trust check}: whether a trust file is what its channel's blocks say, without any network (TRU-5). */
@Command(
        name = "check",
        description = "Check a trust file against the chain of configuration blocks. Needs no network.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it holds", "1:it does not", "2:a file cannot be read"})
final class CheckCommand implements Callable<Integer> {
    private static final int UNREADABLE = 2;

    @Parameters(index = "0", paramLabel = "FILE", description = "The trust file; its blocks are in FILE.history.")
    private Path file = Path.of("");

    @Option(
            names = "--genesis",
            paramLabel = "HASH",
            description = "Hash of the genesis header that you know from elsewhere (default: believe the file's).")
    private Optional<String> genesis = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        TrustFile trust;
        ChannelHistory history;
        Optional<Digest32> known;
        try {
            trust = TrustFileCodec.read(read(file));
            history = ChannelHistoryCodec.read(read(ChannelTrust.historyOf(file.toAbsolutePath())));
            known = genesis.map(Digest32::fromHex);
        } catch (IOException | MalformedException e) {
            spec.commandLine().getErr().println("Cannot check " + file + ": " + e.getMessage());
            return UNREADABLE;
        }
        try {
            List<String> lines = TrustCheck.require(trust, history, known);
            out.println("HOLDS: " + file + " says what the channel's blocks say"
                    + (known.isPresent()
                            ? ""
                            : ", if genesis is " + trust.epochs().get(0).hash()));
            lines.forEach(out::println);
            out.flush();
            return 0;
        } catch (MalformedException e) {
            out.println("REFUSED: " + e.getMessage());
            out.flush();
            return 1;
        }
    }

    private static byte[] read(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            throw new IOException("there is no readable file " + path);
        }
        return Files.readAllBytes(path);
    }
}
