package io.kontor.network.fabric;

import io.kontor.network.process.Daemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a systemd unit for each node, so that the machine starts them (NET-13). */
final class SystemdUnits {
    private static final String UNIT = """
            # Written by kontor network join.
            [Unit]
            Description=Kontor %1$s
            Wants=network-online.target
            After=network-online.target

            [Service]
            User=%2$s
            WorkingDirectory=%3$s
            %4$sExecStart=%5$s
            Restart=on-failure
            RestartSec=5
            SuccessExitStatus=143
            LimitNOFILE=65536
            NoNewPrivileges=true
            PrivateTmp=true
            ProtectSystem=strict
            ReadWritePaths=%6$s

            [Install]
            WantedBy=multi-user.target
            """;

    private SystemdUnits() {}

    static void write(NetworkFolder folder, List<Daemon> daemons) throws IOException {
        for (Daemon daemon : daemons) {
            KeyFiles.text(file(folder, daemon.name()), text(folder, daemon));
        }
    }

    static Path file(NetworkFolder folder, String name) {
        return folder.root().resolve("systemd").resolve("kontor-" + name + ".service");
    }

    private static String text(NetworkFolder folder, Daemon daemon) {
        String environment = daemon.environment().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "Environment=" + quoted(entry.getKey() + "=" + entry.getValue()) + "\n")
                .collect(Collectors.joining());
        String command = daemon.command().stream().map(SystemdUnits::quoted).collect(Collectors.joining(" "));
        return UNIT.formatted(
                daemon.name(),
                System.getProperty("user.name"),
                daemon.folder().toString().replace("%", "%%"),
                environment,
                command.replace("$", "$$"),
                quoted(folder.root().toString()));
    }

    /** A word of systemd's own syntax: a per cent sign stands for nothing else. */
    private static String quoted(String word) {
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + "\"";
    }
}
