package io.kontor.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The connector's configuration: one value for each {@link ConfigKey}, checked as a whole before anything starts.
 *
 * @param values value of every key
 */
public record ConnectorConfig(Map<ConfigKey, String> values) {
    private static final List<ConfigKey> PORTS =
            List.of(ConfigKey.PORT_HEALTH, ConfigKey.PORT_MANAGEMENT, ConfigKey.PORT_CONTROL, ConfigKey.PORT_PROTOCOL);
    private static final List<String> LEVELS = List.of("SEVERE", "WARNING", "INFO", "DEBUG");
    private static final int PORT_MAX = 65_535;
    private static final int POLLING_MIN = 50;
    private static final int POLLING_MAX = 60_000;

    /** Checks what can be checked without starting anything. */
    public ConnectorConfig {
        values = Map.copyOf(values);
        for (ConfigKey key : ConfigKey.values()) {
            if (!values.containsKey(key)) {
                throw new ConfigException(
                        "Cannot read configuration: key " + key.key() + " is missing (" + key.meaning() + ")");
            }
        }
        for (ConfigKey key : PORTS) {
            requireRange(key, values.get(key), 1, PORT_MAX);
        }
        requireRange(ConfigKey.LEDGER_PORT, values.get(ConfigKey.LEDGER_PORT), 1, PORT_MAX);
        requireRange(ConfigKey.POLLING_MS, values.get(ConfigKey.POLLING_MS), POLLING_MIN, POLLING_MAX);
        if (!LEVELS.contains(values.get(ConfigKey.LOG_LEVEL))) {
            throw new ConfigException("Cannot read configuration: " + ConfigKey.LOG_LEVEL.key() + " is "
                    + values.get(ConfigKey.LOG_LEVEL) + ", not one of " + LEVELS);
        }
        if (PORTS.stream().map(values::get).distinct().count() != PORTS.size()) {
            throw new ConfigException("Cannot read configuration: two listeners have the same port");
        }
    }

    /**
     * Reads a properties file.
     *
     * @param file properties file in UTF-8
     * @return the configuration
     * @throws ConfigException when the file cannot be read, has an unknown key, or lacks one
     */
    public static ConnectorConfig read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new ConfigException("Cannot read configuration " + file + ": " + e, e);
        }
        return of(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty)));
    }

    /**
     * Takes given entries and the defaults of the rest.
     *
     * @param entries values by key
     * @return the configuration
     * @throws ConfigException when a key is unknown or missing
     */
    public static ConnectorConfig of(Map<String, String> entries) {
        Set<String> unknown = new TreeSet<>(entries.keySet());
        Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
        for (ConfigKey key : ConfigKey.values()) {
            unknown.remove(key.key());
            String value = entries.get(key.key());
            if (value != null) {
                values.put(key, value.strip());
            } else {
                key.fallback().ifPresent(fallback -> values.put(key, fallback));
            }
        }
        if (!unknown.isEmpty()) {
            throw new ConfigException("Cannot read configuration: unknown key " + String.join(", ", unknown)
                    + "; known are "
                    + Arrays.stream(ConfigKey.values()).map(ConfigKey::key).collect(Collectors.joining(", ")));
        }
        return new ConnectorConfig(values);
    }

    /**
     * Value of one key.
     *
     * @param key key
     * @return value
     */
    public String get(ConfigKey key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("checked at construction: " + key.key());
        }
        return value;
    }

    /**
     * Ports of the listeners by key.
     *
     * @return ports
     */
    public Map<ConfigKey, Integer> ports() {
        return PORTS.stream().collect(Collectors.toMap(key -> key, key -> Integer.parseInt(get(key))));
    }

    @Override
    public String toString() {
        return "ConnectorConfig[" + get(ConfigKey.PARTICIPANT_ID) + ", " + ports() + "]";
    }

    private static void requireRange(ConfigKey key, @org.jspecify.annotations.Nullable String value, int min, int max) {
        try {
            int number = Integer.parseInt(String.valueOf(value));
            if (number >= min && number <= max) {
                return;
            }
        } catch (NumberFormatException e) {
            throw new ConfigException(
                    "Cannot read configuration: " + key.key() + " is '" + value + "', not a number", e);
        }
        throw new ConfigException(
                "Cannot read configuration: " + key.key() + " is " + value + ", not from " + min + " to " + max);
    }
}
