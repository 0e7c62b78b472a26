package io.kontor.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code kontor bench}: benchmarks on this machine. */
@Command(
        name = "bench",
        description = "Measure this build on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CallsCommand.class,
            JournalCommand.class,
            LedgerCommand.class,
            LogCommand.class,
            HelpCommand.class
        })
public final class BenchCommand {}
