package io.kontor.network.fabric;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One process of a network.
 *
 * @param organisation who runs it
 * @param name its name
 * @param address host and port that others reach it by
 * @param pid process id while it runs
 * @param log its log
 */
public record NodeStatus(Organisation organisation, String name, String address, Optional<Long> pid, Path log) {}
