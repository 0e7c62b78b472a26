package io.kontor.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonBoolean;
import io.kontor.model.json.JsonInteger;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.json.JsonString;
import io.kontor.model.json.JsonValue;
import io.kontor.model.rejection.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each record against its golden file and its table in docs/spec/records.md. */
class RecordCodecTest {

    private static final Path SPEC = Path.of("../../docs/spec/records.md");

    static List<Catalogue.Entry<?>> records() {
        return Catalogue.all();
    }

    private static JsonObject golden(Catalogue.Entry<?> entry) {
        String file = "/golden/" + entry + ".json";
        try (InputStream in = RecordCodecTest.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return CanonicalJson.parseCanonical(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** REC-3, REC-4. */
    @ParameterizedTest
    @MethodSource("records")
    <T> void a_record_is_written_as_its_golden_file_says(Catalogue.Entry<T> entry) {
        assertThat(CanonicalJson.write(entry.json())).isEqualTo(CanonicalJson.write(golden(entry)));
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void a_golden_file_is_read_as_the_record(Catalogue.Entry<T> entry) {
        assertThat(entry.fromJson().apply(golden(entry))).isEqualTo(entry.sample());
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void a_record_without_a_required_field_is_refused(Catalogue.Entry<T> entry) {
        JsonObject golden = golden(entry);
        for (String field : golden.fields().keySet()) {
            if (!optionalFields(entry).contains(field)) {
                assertThatThrownBy(() -> entry.fromJson().apply(without(golden, field)))
                        .isInstanceOf(MalformedException.class)
                        .hasMessageContaining("field '" + field + "' is missing");
            }
        }
    }

    /** REC-1. */
    @ParameterizedTest
    @MethodSource("records")
    <T> void a_record_with_an_unknown_field_is_refused(Catalogue.Entry<T> entry) {
        JsonObject more = with(golden(entry), "unheardOf", new JsonInteger(1));
        assertThatThrownBy(() -> entry.fromJson().apply(more))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("field 'unheardOf' is unknown");
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void a_field_of_another_type_is_refused(Catalogue.Entry<T> entry) {
        JsonObject golden = golden(entry);
        golden.fields().forEach((field, value) -> {
            JsonObject changed = with(without(golden, field), field, JsonBoolean.TRUE);
            assertThatThrownBy(() -> entry.fromJson().apply(changed))
                    .isInstanceOf(MalformedException.class)
                    .hasMessageContaining("field '" + field + "' is boolean");
        });
    }

    /** REC-2. */
    @ParameterizedTest
    @MethodSource("records")
    <T> void a_text_that_is_empty_and_a_number_out_of_range_are_refused(Catalogue.Entry<T> entry) {
        JsonObject golden = golden(entry);
        Set<String> signed = Set.of("amount", "operator", "units", "charge", "offset", "utcOffsetMinutes");
        golden.fields().forEach((field, value) -> {
            JsonObject rest = without(golden, field);
            if (value instanceof JsonString) {
                JsonObject empty = with(rest, field, new JsonString(""));
                assertThatThrownBy(() -> entry.fromJson().apply(empty))
                        .as(field)
                        .isInstanceOf(MalformedException.class);
            } else if (value instanceof JsonInteger && !signed.contains(field)) {
                JsonObject negative = with(rest, field, new JsonInteger(-1));
                assertThatThrownBy(() -> entry.fromJson().apply(negative))
                        .as(field)
                        .isInstanceOf(MalformedException.class);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void every_change_of_the_text_changes_the_record(Catalogue.Entry<T> entry) {
        String text = CanonicalJson.write(golden(entry));
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit >= '1' && digit <= '8') {
                String changed = text.substring(0, i) + (char) (digit + 1) + text.substring(i + 1);
                try {
                    assertThat(entry.fromJson().apply(CanonicalJson.parse(changed)))
                            .isNotEqualTo(entry.sample());
                } catch (MalformedException e) {
                    assertThat(e).hasMessageStartingWith("Cannot ");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    <T> void the_specification_has_a_row_for_each_field(Catalogue.Entry<T> entry) throws IOException {
        String section = section(Files.readString(SPEC), entry.toString());
        Set<String> rows = new TreeSet<>();
        section.lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> rows.add(line.substring(3, line.indexOf('`', 3))));
        assertThat(rows).isEqualTo(golden(entry).fields().keySet());
    }

    private static String section(String page, String record) {
        int start = page.indexOf("### " + record + "\n");
        assertThat(start).as("section of " + record).isNotNegative();
        int end = page.indexOf("\n#", start + 4);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    private static Set<String> optionalFields(Catalogue.Entry<?> entry) {
        return Arrays.stream(entry.sample().getClass().getRecordComponents())
                .filter(component -> component.getType() == Optional.class || component.getType() == OptionalLong.class)
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    private static JsonObject without(JsonObject object, String field) {
        JsonObjectBuilder builder = JsonObject.builder();
        for (Map.Entry<String, JsonValue> entry : object.fields().entrySet()) {
            if (!entry.getKey().equals(field)) {
                builder.putValueIfPresent(entry.getKey(), Optional.of(entry.getValue()));
            }
        }
        return builder.build();
    }

    private static JsonObject with(JsonObject object, String field, JsonValue value) {
        JsonObjectBuilder builder = JsonObject.builder();
        object.fields().forEach((name, present) -> builder.putValueIfPresent(name, Optional.of(present)));
        return builder.putValueIfPresent(field, Optional.of(value)).build();
    }
}
