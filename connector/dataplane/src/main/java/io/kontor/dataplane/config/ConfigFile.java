package io.kontor.dataplane.config;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A properties file (UTF-8) whose keys are asked for one by one; what nobody asked for is unknown. Relative paths are relative to the
 * file's folder.
 */
final class ConfigFile {

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> used = new TreeSet<>();

    private ConfigFile(Path file) {
        this.file = file;
    }

    static ConfigFile read(Path file) {
        ConfigFile config = new ConfigFile(file);
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("Cannot read configuration " + file + ": " + e.getMessage(), e);
        }
        properties.forEach((key, value) ->
                config.values.put(String.valueOf(key), String.valueOf(value).strip()));
        return config;
    }

    Optional<String> optional(String key) {
        used.add(key);
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    String required(String key) {
        return optional(key)
                .orElseThrow(() -> new ConfigException("Cannot start: key '" + key + "' is missing in " + file));
    }

    String text(String key, String fallback) {
        return optional(key).orElse(fallback);
    }

    int number(String key, int fallback, int least, int most) {
        return (int) number(key, fallback, (long) least, most);
    }

    long number(String key, long fallback, long least, long most) {
        String text = optional(key).orElse(String.valueOf(fallback));
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ConfigException("Cannot start: key '" + key + "' is '" + text + "', must be a whole number", e);
        }
        if (value < least || value > most) {
            throw new ConfigException(
                    "Cannot start: key '" + key + "' is " + value + ", must be " + least + " to " + most);
        }
        return value;
    }

    /** A port that must be given. */
    int port(String key) {
        required(key);
        return number(key, 0, 0, 65_535);
    }

    Duration seconds(String key, int fallback, int most) {
        return Duration.ofSeconds(number(key, fallback, 1, most));
    }

    Path path(String key) {
        return resolve(required(key));
    }

    /** The name of the federation's crypto suite. */
    String suite() {
        String name = text("suite", CryptoSuites.INTL);
        List<String> known = CryptoSuites.all().stream().map(CryptoSuite::name).toList();
        if (!known.contains(name)) {
            throw new ConfigException("Cannot start: key 'suite' is '" + name + "', must be one of " + known);
        }
        return name;
    }

    Optional<Path> optionalPath(String key) {
        return optional(key).map(this::resolve);
    }

    private Path resolve(String value) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of(value) : folder.resolve(value).normalize();
    }

    /** A secret: the value of the key, or the first line of the file that {@code <key>-file} names. */
    String secret(String key) {
        Optional<Path> secretFile = optionalPath(key + "-file");
        Optional<String> value = optional(key);
        if (value.isPresent() == secretFile.isPresent()) {
            throw new ConfigException("Cannot start: give either key '" + key + "' or key '" + key + "-file'");
        }
        return value.orElseGet(() -> firstLine(secretFile.orElseThrow()));
    }

    private static String firstLine(Path secretFile) {
        try {
            return Files.readString(secretFile).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new ConfigException("Cannot start: secret file " + secretFile + " cannot be read", e);
        }
    }

    /** Names that stand between a prefix and the next dot. */
    Set<String> namesUnder(String prefix) {
        Set<String> names = new TreeSet<>();
        for (String key : values.keySet()) {
            int dot = key.indexOf('.', prefix.length());
            if (key.startsWith(prefix) && dot > 0) {
                names.add(key.substring(prefix.length(), dot));
            }
        }
        return names;
    }

    /** A constant by its name in lower case. */
    <E extends Enum<E>> E constant(String key, E fallback) {
        return optional(key).isPresent() ? constant(key, fallback.getDeclaringClass()) : fallback;
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) {
        String value = required(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(java.util.Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        throw new ConfigException("Cannot start: key '" + key + "' is '" + value + "', must be one of "
                + java.util.Arrays.toString(type.getEnumConstants()).toLowerCase(java.util.Locale.ROOT));
    }

    /** Refuses keys that nobody asked for. */
    void requireAllUsed() {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(used);
        if (!unknown.isEmpty()) {
            throw new ConfigException("Cannot start: unknown keys " + unknown + " in " + file);
        }
    }
}
