package io.kontor.cli.journal;

import picocli.CommandLine.Command;

/** {@code kontor journal}. */
@Command(
        name = "journal",
        description =
                "Look into the journal of a data plane: list, verify, export. Changes nothing; the instance may run.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {JournalListCommand.class, JournalVerifyCommand.class, JournalExportCommand.class})
public final class JournalCommand {}
