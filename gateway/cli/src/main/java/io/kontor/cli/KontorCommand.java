package io.kontor.cli;

import io.kontor.cli.bench.BenchCommand;
import io.kontor.cli.chaos.ChaosCommand;
import io.kontor.cli.demo.DemoCommand;
import io.kontor.cli.demo.DownCommand;
import io.kontor.cli.journal.JournalCommand;
import io.kontor.cli.network.NetworkCommand;
import io.kontor.cli.process.FileFailure;
import io.kontor.cli.trust.TrustCommand;
import java.nio.file.FileSystemException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code kontor} command. Exit codes: 0 as expected, 1 not, 2 wrong usage. */
@Command(
        name = "kontor",
        description = "Trusted data space for a federation of cities.",
        mixinStandardHelpOptions = true,
        version = "kontor 0.1.0-SNAPSHOT",
        subcommands = {
            ChaosCommand.class,
            DemoCommand.class,
            DownCommand.class,
            NetworkCommand.class,
            TrustCommand.class,
            VerifyCommand.class,
            JournalCommand.class,
            BenchCommand.class
        })
public final class KontorCommand {

    private static final int RECEIVE_BUFFER_BYTES = 256 * 1024;

    private KontorCommand() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        LibraryLogs.quieten();
        // Read once by the JDK's HTTP client: without it a paused download goes on into megabytes of the system's
        // buffer.
        System.setProperty("jdk.httpclient.receiveBufferSize", String.valueOf(RECEIVE_BUFFER_BYTES));
        CommandLine line = new CommandLine(new KontorCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(new WrongUsage());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(said(failure));
            return 1;
        });
        System.exit(line.execute(arguments));
    }

    private static String said(Exception failure) {
        if (failure instanceof FileSystemException files) {
            return "Cannot use " + FileFailure.said(files);
        }
        return Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    }
}
