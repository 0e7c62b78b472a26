package io.kontor.cli.trust;

import picocli.CommandLine.Command;

/** {@code kontor trust}: whom a verifier believes, from a channel's own configuration. */
@Command(
        name = "trust",
        description = "Make and check the trust file of a Fabric channel.",
        mixinStandardHelpOptions = true,
        subcommands = {ExportCommand.class, CheckCommand.class})
public final class TrustCommand {}
