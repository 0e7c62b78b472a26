package io.kontor.contract.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Settings of a chaincode server; paths are relative to the working directory.
 *
 * @param packageId {@code chaincode-id}: the package id that the peers installed, or the chaincode's name for the dev peer
 * @param host {@code listen-host}: address to listen on, 127.0.0.1 by default
 * @param port {@code listen-port}: port to listen on
 * @param tls {@code tls-key}, {@code tls-certificate}, {@code tls-client-authorities}: all three or none
 * @param threads {@code threads}: transactions at once for each connected peer, 8 by default
 * @param logLevel {@code log-level}: SEVERE, WARNING (default), INFO or FINE
 */
public record ServerConfig(String packageId, String host, int port, Optional<Tls> tls, int threads, String logLevel) {

    private static final Set<String> LEVELS = Set.of("SEVERE", "WARNING", "INFO", "FINE");
    private static final Set<String> KEYS = Set.of(
            "chaincode-id",
            "code-digest",
            "listen-host",
            "listen-port",
            "tls-key",
            "tls-certificate",
            "tls-client-authorities",
            "threads",
            "log-level");
    private static final int PORT_MAX = 65_535;
    private static final int THREADS_MAX = 256;

    /**
     * Mutual TLS.
     *
     * @param key PKCS#8 PEM without a password
     * @param certificate PEM chain of the server
     * @param clientAuthorities PEM roots that issue the peers' client certificates
     */
    public record Tls(Path key, Path certificate, Path clientAuthorities) {}

    public ServerConfig {
        if (packageId.isBlank()) {
            throw new IllegalArgumentException("Cannot configure server: chaincode-id is blank");
        }
        requireRange("listen-port", port, PORT_MAX);
        requireRange("threads", threads, THREADS_MAX);
        if (!LEVELS.contains(logLevel)) {
            throw new IllegalArgumentException(
                    "Cannot configure server: log-level is " + logLevel + ", must be one of " + new TreeSet<>(LEVELS));
        }
    }

    private static void requireRange(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(
                    "Cannot configure server: " + key + " is " + value + ", must be 1 to " + max);
        }
    }

    /** {@code code-digest}: the digest of the code that the organisations agreed on, if the file names one (SRV-3). */
    static Optional<String> agreedDigest(Path file) throws IOException {
        return Optional.ofNullable(load(file).getProperty("code-digest")).map(String::strip);
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }

    /**
     * Reads a properties file in UTF-8.
     *
     * @throws IllegalArgumentException when a key is missing, unknown or out of its range
     * @throws IOException when the file cannot be read
     */
    public static ServerConfig read(Path file) throws IOException {
        Properties properties = load(file);
        TreeSet<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot configure server: unknown keys " + unknown + ", known are " + new TreeSet<>(KEYS));
        }
        return new ServerConfig(
                required(properties, "chaincode-id"),
                properties.getProperty("listen-host", "127.0.0.1").strip(),
                number("listen-port", required(properties, "listen-port")),
                tls(properties),
                number("threads", properties.getProperty("threads", "8").strip()),
                properties.getProperty("log-level", "WARNING").strip().toUpperCase(Locale.ROOT));
    }

    private static Optional<Tls> tls(Properties properties) {
        boolean any = KEYS.stream().filter(key -> key.startsWith("tls-")).anyMatch(properties::containsKey);
        return any
                ? Optional.of(new Tls(
                        Path.of(required(properties, "tls-key")),
                        Path.of(required(properties, "tls-certificate")),
                        Path.of(required(properties, "tls-client-authorities"))))
                : Optional.empty();
    }

    private static String required(Properties properties, String key) {
        String value = properties.getProperty(key, "").strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("Cannot configure server: " + key + " is missing");
        }
        return value;
    }

    private static int number(String key, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Cannot configure server: " + key + " is '" + value + "', must be a number", e);
        }
    }
}
