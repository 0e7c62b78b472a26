package io.kontor.network.process;

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
 * @param port port on 127.0.0.1 that it listens on once it is up
 */
public record Daemon(String name, List<String> command, Map<String, String> environment, Path folder, int port) {

    public Daemon {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
