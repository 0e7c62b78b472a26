package io.kontor.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.rejection.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    /** JSN-3. */
    @Test
    void sorts_fields_by_utf16_code_units_as_rfc_8785_does() {
        // The example of RFC 8785 §3.2.3: U+1F600 sorts by its surrogates, before U+FB33.
        JsonObject object = JsonObject.builder()
                .put("\u20ac", "Euro Sign")
                .put("\r", "Carriage Return")
                .put("\ufb33", "Hebrew Letter Dalet With Dagesh")
                .put("1", "One")
                .put("\ud83d\ude00", "Emoji: Grinning Face")
                .put("\u0080", "Control")
                .put("\u00f6", "Latin Small Letter O With Diaeresis")
                .build();
        assertThat(object.fields().keySet())
                .containsExactly("\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33");
    }

    /** JSN-6. */
    @Test
    void writes_strings_with_the_shortest_escapes_as_rfc_8785_does() {
        JsonObject object = JsonObject.builder()
                .put("string", "\u20ac$\u000f\nA'B\"\\\\\"/\b\t\f\r\u007f\u2028")
                .build();
        assertThat(CanonicalJson.write(object))
                .isEqualTo("{\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\t\\f\\r\u007f\u2028\"}");
    }

    /** JSN-2, JSN-4. */
    @Test
    void writes_every_type_without_white_space() {
        JsonObject object = JsonObject.builder()
                .put("b", JsonArray.of(List.of(new JsonInteger(1), new JsonString("x"), JsonBoolean.FALSE)))
                .put("a", JsonObject.builder().build())
                .put("d", -9007199254740991L)
                .put("c", true)
                .put("e", JsonArray.ofStrings(List.of()))
                .build();
        String text = "{\"a\":{},\"b\":[1,\"x\",false],\"c\":true,\"d\":-9007199254740991,\"e\":[]}";
        assertThat(CanonicalJson.write(object)).isEqualTo(text);
        assertThat(CanonicalJson.parseCanonical(text)).isEqualTo(object);
    }

    @Test
    void reads_free_form_text_into_the_same_value() {
        String text = " {\t\"b\" : [ 1 , \"\\u0041\\/\\ud83d\\ude00\" ] ,\r\n\"a\":0}\n";
        JsonObject object = CanonicalJson.parse(text);
        assertThat(CanonicalJson.write(object)).isEqualTo("{\"a\":0,\"b\":[1,\"A/\ud83d\ude00\"]}");
        assertThatThrownBy(() -> CanonicalJson.parseCanonical(text))
                .isInstanceOf(MalformedException.class)
                .hasMessage("Cannot read JSON at character 0: the text is not in canonical form");
    }

    /** JSN-11. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1,\"a\":2}",
                "{\"a\": 1}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u000A\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"a\":1} "
            })
    void refuses_text_that_is_not_in_canonical_form(String text) {
        assertThat(CanonicalJson.parse(text)).isNotNull();
        assertThatThrownBy(() -> CanonicalJson.parseCanonical(text)).hasMessageContaining("canonical form");
        assertThatThrownBy(() -> CanonicalJson.parseCanonical(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("canonical form");
    }

    /** JSN-1, JSN-2, JSN-5, JSN-12. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"a\":1}|'a' is there twice",
                "{\"a\":1,\"\\u0061\":2}|'a' is there twice",
                "{\"a\":1.0}|only integers",
                "{\"a\":1e2}|only integers",
                "{\"a\":1E2}|only integers",
                "{\"a\":01}|leading zero",
                "{\"a\":-01}|leading zero",
                "{\"a\":-0}|-0",
                "{\"a\":+1}|expected a value",
                "{\"a\":.5}|expected a value",
                "{\"a\":-}|expected a value",
                "{\"a\":NaN}|expected a value",
                "{\"a\":9007199254740992}|outside",
                "{\"a\":-9007199254740992}|outside",
                "{\"a\":99999999999999999999999999}|outside",
                "{\"a\":null}|null is not allowed",
                "{\"a\":tru}|expected true",
                "{\"a\":True}|expected a value",
                "{\"a\":1}x|text follows",
                "{\"a\":1}{}|text follows",
                "[]|must be one object",
                "1|must be one object",
                "\"a\"|must be one object",
                "{\"a\":1|ends too early",
                "{\"a\"|ends too early",
                "{|ends too early",
                "``|ends too early",
                "{\"a\":\"|ends too early",
                "{\"a\":1,}|expected",
                "{,}|expected",
                "{a:1}|expected",
                "{'a':1}|expected",
                "{\"a\":[1,]}|expected a value",
                "{\"a\":[1 2]}|expected",
                "{\"a\" 1}|expected",
                "{\"a\":\"\\x\"}|unknown escape",
                "{\"a\":\"\\u00g0\"}|not a hex digit",
                "{\"a\":\"\\ud800\"}|lone surrogate",
                "{\"a\":\"\\ude00\\ud83d\"}|lone surrogate",
                "{\"\\ud800\":1}|lone surrogate",
                "{\"a\":1}//|text follows",
                "{\"a\":\"\u0001\"}|control character",
            })
    void refuses_what_canonical_json_cannot_say(String text, String reason) {
        assertThatThrownBy(() -> CanonicalJson.parse(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("Cannot read JSON")
                .hasMessageContaining(reason);
    }

    @Test
    void refuses_raw_line_breaks_in_strings_and_lone_surrogates_in_text() {
        assertThatThrownBy(() -> CanonicalJson.parse("{\"a\":\"\n\"}")).hasMessageContaining("control character");
        assertThatThrownBy(() -> CanonicalJson.parse("{\"a\":\"\ud800\"}"))
                .hasMessageContaining("lone surrogate U+D800");
        assertThatThrownBy(() -> JsonObject.builder().put("a", "\udfff")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> JsonObject.builder().put("\udfff", 1)).isInstanceOf(MalformedException.class);
    }

    /** JSN-1. */
    @Test
    void refuses_bytes_that_are_not_utf8_and_a_byte_order_mark() {
        assertThatThrownBy(() -> CanonicalJson.parse(new byte[] {'{', (byte) 0xc0, (byte) 0x80, '}'}))
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> CanonicalJson.parse("\ufeff{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedException.class);
    }

    /** JSN-8. */
    @Test
    void refuses_depth_above_32_when_reading_and_when_building() {
        String deepest = "{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}";
        JsonObject object = CanonicalJson.parseCanonical(deepest);
        assertThatThrownBy(() -> CanonicalJson.parse("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"))
                .hasMessageContaining("depth 33 is above 32");
        assertThatThrownBy(() -> CanonicalJson.parse("{\"a\":" + "[".repeat(500_000)))
                .hasMessageContaining("depth 33 is above 32");
        assertThatThrownBy(() -> JsonObject.builder().put("a", object).build())
                .hasMessageContaining("depth 33 is above 32");
    }

    /** JSN-1. */
    @Test
    void reads_the_replacement_character_where_it_is_meant() {
        byte[] meant = "{\"a\":\"\uFFFD\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(CanonicalJson.parse(meant).string("a")).isEqualTo("\uFFFD");
    }

    /** JSN-6. */
    @Test
    void reads_plain_text_before_and_after_an_escape_and_beyond_the_basic_plane() {
        assertThat(CanonicalJson.parse("{\"a\":\"x\\ny\",\"b\":\"\",\"c\":\"ü😀z\"}")
                        .string("a"))
                .isEqualTo("x\ny");
        assertThat(CanonicalJson.parse("{\"b\":\"\",\"c\":\"ü😀z\"}").string("c"))
                .isEqualTo("ü😀z");
        assertThatThrownBy(() -> CanonicalJson.parse("{\"a\":\"x"))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("ends too early");
        assertThatThrownBy(() -> CanonicalJson.parse("{\"a\":\"x\uD800y\"}")).isInstanceOf(MalformedException.class);
    }

    /** JSN-7. */
    @Test
    void refuses_text_above_one_mebibyte_of_utf8() {
        String overhead = "{\"a\":\"\"}";
        String fits = "x".repeat(CanonicalJson.MAX_BYTES - overhead.length());
        assertThat(CanonicalJson.parse("{\"a\":\"" + fits + "\"}").string("a")).isEqualTo(fits);
        JsonObject tooLong = JsonObject.builder().put("a", fits + "x").build();
        assertThatThrownBy(() -> CanonicalJson.write(tooLong))
                .hasMessageContaining("has 1048577 bytes, at most 1048576");
        assertThatThrownBy(() -> CanonicalJson.parse(tooLong.toString())).hasMessageContaining("1048577 bytes");
        JsonObject chinese = JsonObject.builder()
                .put("a", "中".repeat(CanonicalJson.MAX_BYTES / 3))
                .build();
        assertThatThrownBy(() -> CanonicalJson.write(chinese)).hasMessageContaining("bytes, at most");
        assertThatThrownBy(() -> CanonicalJson.parse(new byte[CanonicalJson.MAX_BYTES + 1]))
                .hasMessageContaining("1048577 bytes");
    }

    @Test
    void refuses_integers_that_other_readers_would_change() {
        assertThatThrownBy(() -> JsonObject.builder().put("a", 9007199254740992L))
                .hasMessageContaining("outside");
        assertThatThrownBy(() -> JsonObject.builder().put("a", Long.MIN_VALUE)).hasMessageContaining("outside");
    }
}
