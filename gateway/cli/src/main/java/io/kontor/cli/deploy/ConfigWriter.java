package io.kontor.cli.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes one configuration file in properties form. */
final class ConfigWriter {
    private final Map<String, String> values = new LinkedHashMap<>();

    ConfigWriter put(String key, Object value) {
        values.put(key, String.valueOf(value));
        return this;
    }

    Path write(Path file) {
        StringBuilder text = new StringBuilder("# Written by kontor demo; synthetic keys and passwords.\n");
        values.forEach((key, value) ->
                text.append(key).append('=').append(escaped(value)).append('\n'));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write configuration " + file, e);
        }
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }
}
