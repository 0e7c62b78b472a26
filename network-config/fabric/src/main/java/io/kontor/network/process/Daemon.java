package io.kontor.network.process;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that goes on after the command that started it.
 *
 * @param name unique name in its folder; names the log and the process-id file
 * @param command program and arguments
 * @param environment what is added to the cleaned environment
 * @param folder working directory
 * @param listens where it listens once it is up
 */
public record Daemon(
        String name, List<String> command, Map<String, String> environment, Path folder, InetSocketAddress listens) {

    public Daemon {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
