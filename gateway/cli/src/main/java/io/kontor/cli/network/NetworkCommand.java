package io.kontor.cli.network;

import picocli.CommandLine.Command;

/** {@code kontor network}: makes, starts, shows and ends a Fabric network of cities as plain processes. */
@Command(
        name = "network",
        description = "A real Fabric network of cities as plain processes, by your own Fabric commands.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            InitCommand.class,
            JoinCommand.class,
            ApproveCommand.class,
            AddOrgCommand.class,
            RenewCommand.class,
            RestartCommand.class,
            RevokeCommand.class,
            SnapshotCommand.class
        })
public final class NetworkCommand {}
