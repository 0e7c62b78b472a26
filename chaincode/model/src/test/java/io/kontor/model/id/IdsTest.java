package io.kontor.model.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.rejection.MalformedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

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

    @Test
    void a_fingerprint_is_the_sha256_of_the_key() {
        assertThat(Fingerprint.ofKey(new byte[0]).hex()).isEqualTo(EMPTY_SHA256);
        assertThat(Fingerprint.ofKey("key".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Fingerprint.fromHex("2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683"));
    }
}
