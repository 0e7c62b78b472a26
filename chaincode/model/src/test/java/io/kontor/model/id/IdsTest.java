package io.kontor.model.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.rejection.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** ID-1. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "F-H1", "SC-F-0001", "urn:uuid:6f1d", "9.x_y", "Z"})
    void accepts_ids(String id) {
        assertThat(Ids.require("order id", id)).isEqualTo(id);
        assertThat(Ids.require("order id", "a".repeat(64))).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", ":", "a b", "a/b", "é", "a\u0000", "中"})
    void refuses_what_is_no_id_and_names_it(String id) {
        assertThatThrownBy(() -> Ids.require("order id", id))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("Cannot accept order id '" + id + "'");
    }

    @Test
    void refuses_an_id_of_65_characters() {
        assertThatThrownBy(() -> Ids.require("order id", "a".repeat(65))).hasMessageContaining("65 characters");
    }

    /** ID-2. */
    @Test
    void a_digest_has_one_text_form() {
        Digest32 digest = Digest32.fromHex(EMPTY_SHA256);
        assertThat(digest.hex()).isEqualTo(EMPTY_SHA256);
        assertThat(Digest32.of(digest.bytes())).isEqualTo(digest).hasSameHashCodeAs(digest);
        assertThatThrownBy(() -> Digest32.fromHex(EMPTY_SHA256.toUpperCase(java.util.Locale.ROOT)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Digest32.fromHex(EMPTY_SHA256.substring(2))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> Digest32.of(new byte[31])).hasMessageContaining("31 bytes");
    }

    @Test
    void a_digest_cannot_be_changed_through_its_bytes() {
        byte[] bytes = new byte[32];
        Digest32 digest = Digest32.of(bytes);
        bytes[0] = 1;
        digest.bytes()[1] = 1;
        assertThat(digest.hex()).isEqualTo("0".repeat(64));
        assertThat(digest).isNotEqualTo(Digest32.of(bytes)).isLessThan(Digest32.of(bytes));
    }

    /** ID-3. */
    @Test
    void a_fingerprint_is_the_sha256_of_the_key() {
        assertThat(Fingerprint.ofKey(new byte[0]).hex()).isEqualTo(EMPTY_SHA256);
        assertThat(Fingerprint.ofKey("key".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Fingerprint.fromHex("2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683"));
    }

    /** ID-4. */
    @ParameterizedTest
    @ValueSource(strings = {"12990101DEM000001K", "12990101DEM000002N", "91990201DEM000003R", "91990101DEM000004P"})
    void accepts_credit_codes_with_their_check_character_only(String code) {
        assertThat(Uscc.require(code)).isEqualTo(code);
        assertThatThrownBy(() -> Uscc.require(code.substring(0, 17) + "X"))
                .hasMessageContaining("must be " + code.charAt(17));
        assertThatThrownBy(() -> Uscc.require(code.substring(1))).hasMessageContaining("17 characters");
        assertThatThrownBy(() -> Uscc.require("I" + code.substring(1))).hasMessageContaining("'I' at 0");
    }

    /** REC-2, REC-5. */
    @Test
    void checks_name_the_field_and_both_values() {
        assertThatThrownBy(() -> Checks.range("grade", 5, 1, 4)).hasMessage("Cannot accept grade 5: must be 1 to 4");
        assertThatThrownBy(() -> Checks.text("title", " ", 9)).hasMessageContaining("title");
        assertThatThrownBy(() -> Checks.text("title", "a\nb", 9)).hasMessageContaining("control character at 1");
        assertThatThrownBy(() -> Checks.hex16("call id", "00112233445566778899AABBCCDDEEFF"))
                .hasMessageContaining("call id");
        assertThatThrownBy(() -> Checks.hex16("call id", "0011")).hasMessageContaining("32 lower-case");
        assertThatThrownBy(() -> Checks.base64("key", "YQ", 9)).hasMessageContaining("canonical");
        assertThatThrownBy(() -> Checks.base64("key", "?", 9)).hasMessageContaining("not base64");
        assertThatThrownBy(() -> Checks.base64("key", "YWI=", 1)).hasMessageContaining("key length 2: must be 1 to 1");
        assertThatThrownBy(() -> Checks.ascending("roles", List.of(2, 2))).hasMessageContaining("2 stands before 2");
        assertThatThrownBy(() -> Checks.distinct("items", List.of("a", "a"), item -> item))
                .hasMessageContaining("a is there twice");
        assertThatThrownBy(() -> Checks.list("items", List.of(), 1, 2))
                .hasMessage("Cannot accept items: there are 0, must be 1 to 2");
    }
}
