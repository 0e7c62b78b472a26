package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern LITERAL_KEY = Pattern.compile("#\\{([a-zA-Z.]+)[}(]");

    @ParameterizedTest
    @ValueSource(strings = {"portal", "grant", "receipt", "settlement", "submission"})
    void both_languages_have_the_same_keys_and_no_empty_text(String bundle) throws IOException {
        Properties chinese = load(bundle + "_zh_CN");
        Properties english = load(bundle + "_en");
        assertThat(chinese.stringPropertyNames()).isNotEmpty().isEqualTo(english.stringPropertyNames());
        assertThat(Stream.concat(chinese.values().stream(), english.values().stream()))
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank().doesNotContain("!", "\uff01"));
    }

    @Test
    void every_key_that_a_template_names_has_a_text() throws IOException {
        Set<String> known = new TreeSet<>();
        for (String bundle : new String[] {"portal", "grant", "receipt", "settlement", "submission"}) {
            known.addAll(load(bundle + "_en").stringPropertyNames());
        }
        Set<String> named = new TreeSet<>();
        try (Stream<Path> templates = Files.walk(RESOURCES.resolve("templates"))) {
            for (Path template :
                    templates.filter(file -> file.toString().endsWith(".html")).toList()) {
                Matcher matcher = LITERAL_KEY.matcher(Files.readString(template));
                while (matcher.find()) {
                    named.add(matcher.group(1));
                }
            }
        }
        named.removeAll(known);
        assertThat(named).isEmpty();
    }

    private static Properties load(String name) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(
                RESOURCES.resolve("messages/" + name + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
