package io.kontor.devpeer.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a {@link DevPeerConfig} from a properties file in UTF-8. Relative paths count from the file's own folder. Every
 * key is documented in {@code docs/spec/dev-peer.md}; a key that is not known stops the start (DEV-1).
 */
public final class ConfigFile {
    private static final int MEGABYTE = 1024 * 1024;
    private static final int MAX_PORT = 65_535;

    private final Path file;
    private final Properties properties;
    private final Set<String> used = new TreeSet<>();

    private ConfigFile(final Path file, final Properties properties) {
        this.file = file;
        this.properties = properties;
    }

    /** Reads and checks the whole file; all files that it names must be readable. */
    public static DevPeerConfig read(final Path file) throws StartFailure {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartFailure("Cannot read configuration " + file + ": " + describe(e), e);
        }
        final ConfigFile config = new ConfigFile(file.toAbsolutePath(), properties);
        final DevPeerConfig result = config.parse();
        config.refuseUnknownKeys();
        return result;
    }

    private DevPeerConfig parse() throws StartFailure {
        final Optional<String> address = optional("contract.address");
        final List<DevPeerConfig.Organisation> organisations = new ArrayList<>();
        for (final String mspId : names("organisations")) {
            organisations.add(organisation(mspId, address));
        }
        return new DevPeerConfig(
                required("channel"),
                required("chaincode"),
                new DevPeerConfig.Listen(
                        optional("listen.address").orElse("127.0.0.1"),
                        number("listen.port", 7051, new Range(0, MAX_PORT)),
                        existing("listen.certificate"),
                        existing("listen.key")),
                path(required("data.dir")),
                organisations,
                collections(),
                new DevPeerConfig.Contract(
                        contractTls(),
                        Duration.ofMillis(number("contract.timeout-ms", 30_000, new Range(100, 600_000)))),
                new DevPeerConfig.Blocks(
                        Duration.ofMillis(number("block.interval-ms", 50, new Range(1, 60_000))),
                        number("block.max-transactions", 500, new Range(1, 10_000))),
                new DevPeerConfig.Limits(
                        number("limit.concurrent-calls", 500, new Range(1, 20_000)),
                        number("limit.concurrent-streams", 200, new Range(1, 20_000)),
                        number("limit.message-mb", 16, new Range(1, 100)) * MEGABYTE));
    }

    private Map<String, List<String>> collections() throws StartFailure {
        final Map<String, List<String>> collections = new TreeMap<>();
        if (optional("collections").isPresent()) {
            final List<String> organisations = names("organisations");
            for (final String name : names("collections")) {
                final String key = "collection." + name + ".organisations";
                final List<String> members = names(key);
                if (!organisations.containsAll(members)) {
                    throw failure(key, "it must name organisations of the channel, got \"" + members + "\"");
                }
                collections.put(name, members);
            }
        }
        return collections;
    }

    private DevPeerConfig.Organisation organisation(final String mspId, final Optional<String> sharedAddress)
            throws StartFailure {
        final String prefix = "organisation." + mspId + ".";
        final Optional<String> address = optional(prefix + "contract").or(() -> sharedAddress);
        if (address.isEmpty()) {
            throw failure("contract.address", "it is missing, and " + prefix + "contract too");
        }
        final Optional<String> tlsRoot = optional(prefix + "tls-root");
        return new DevPeerConfig.Organisation(
                mspId,
                existing(prefix + "root"),
                tlsRoot.isPresent() ? Optional.of(existing(prefix + "tls-root")) : Optional.empty(),
                existing(prefix + "peer-certificate"),
                existing(prefix + "peer-key"),
                hostAndPort(address.get()));
    }

    private Optional<DevPeerConfig.ContractTls> contractTls() throws StartFailure {
        final Optional<String> certificate = optional("contract.tls.certificate");
        final Optional<String> key = optional("contract.tls.key");
        final boolean hasPair = certificate.isPresent() || key.isPresent();
        if (optional("contract.tls.root").isEmpty()) {
            if (hasPair) {
                throw failure("contract.tls.root", "it is missing, though a client certificate or key is set");
            }
            return Optional.empty();
        }
        return Optional.of(new DevPeerConfig.ContractTls(
                existing("contract.tls.root"),
                hasPair
                        ? Optional.of(new DevPeerConfig.ClientPair(
                                existing("contract.tls.certificate"), existing("contract.tls.key")))
                        : Optional.empty()));
    }

    private void refuseUnknownKeys() throws StartFailure {
        final Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(used);
        if (!unknown.isEmpty()) {
            throw new StartFailure("Cannot use configuration " + file + ": unknown keys " + unknown);
        }
    }

    private Optional<String> optional(final String key) {
        used.add(key);
        return Optional.ofNullable(properties.getProperty(key))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private String required(final String key) throws StartFailure {
        final Optional<String> value = optional(key);
        if (value.isEmpty()) {
            throw failure(key, "it is missing");
        }
        return value.get();
    }

    private List<String> names(final String key) throws StartFailure {
        final List<String> names =
                Arrays.stream(required(key).split(",", -1)).map(String::strip).toList();
        if (names.contains("") || Set.copyOf(names).size() != names.size()) {
            throw failure(key, "it must name each one once, got \"" + String.join(",", names) + "\"");
        }
        return names;
    }

    private int number(final String key, final int otherwise, final Range range) throws StartFailure {
        final Optional<String> text = optional(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            final int value = Integer.parseInt(text.get());
            if (value >= range.min() && value <= range.max()) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new StartFailure(message(key, numberWanted(range, text.get())), e);
        }
        throw failure(key, numberWanted(range, text.get()));
    }

    private static String numberWanted(final Range range, final String got) {
        return "it must be a whole number from " + range.min() + " to " + range.max() + ", got \"" + got + "\"";
    }

    private String hostAndPort(final String address) throws StartFailure {
        if (!address.matches("[^:\\s]+:[0-9]{1,5}")) {
            throw failure("contract.address", "it must be host:port, got \"" + address + "\"");
        }
        return address;
    }

    private Path existing(final String key) throws StartFailure {
        final Path path = path(required(key));
        if (!Files.isReadable(path)) {
            throw failure(key, "file " + path + " does not exist or cannot be read");
        }
        return path;
    }

    private Path path(final String text) {
        return file.resolveSibling(text).normalize();
    }

    private StartFailure failure(final String key, final String reason) {
        return new StartFailure(message(key, reason));
    }

    private String message(final String key, final String reason) {
        return "Cannot use key " + key + " of " + file + ": " + reason;
    }

    private static String describe(final Exception e) {
        return e instanceof IOException ? "file does not exist or cannot be read" : String.valueOf(e.getMessage());
    }

    private record Range(int min, int max) {}
}
