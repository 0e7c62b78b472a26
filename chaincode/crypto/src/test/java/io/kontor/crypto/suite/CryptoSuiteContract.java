package io.kontor.crypto.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.id.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every suite does. */
abstract class CryptoSuiteContract {

    private static final byte[] NOTHING = {};

    abstract CryptoSuite suite();

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        return changed;
    }

    /** CRY-1. */
    @Test
    void is_found_by_its_name() {
        assertThat(CryptoSuites.named(suite().name()).name()).isEqualTo(suite().name());
        assertThatThrownBy(() -> CryptoSuites.named("rot13"))
                .hasMessageContaining("rot13")
                .hasMessageContaining("intl")
                .hasMessageContaining("sm");
    }

    @Test
    void parts_are_hashed_signed_and_authenticated_as_one() {
        byte[] key = suite().random(32);
        assertThat(suite().digest(utf8("ab"), NOTHING, utf8("c")))
                .isEqualTo(suite().digest(utf8("abc")))
                .hasSize(32);
        assertThat(suite().hmac(key, utf8("a"), utf8("bc")))
                .isEqualTo(suite().hmac(key, utf8("abc")))
                .hasSize(32);
        SigningKey signer = suite().newSigningKey();
        assertThat(signer.verifyingKey().verify(signer.sign(utf8("a"), utf8("bc")), utf8("abc")))
                .isTrue();
    }

    @Test
    void a_signature_verifies_for_its_key_and_message_only() {
        SigningKey signer = suite().newSigningKey();
        byte[] signature = signer.sign(utf8("receipt"));
        assertThat(signer.verifyingKey().verify(signature, utf8("receipt"))).isTrue();
        assertThat(signer.verifyingKey().verify(signature, utf8("receipu"))).isFalse();
        assertThat(suite().newSigningKey().verifyingKey().verify(signature, utf8("receipt")))
                .isFalse();
    }

    /** CRY-2. */
    @Test
    void no_changed_bit_of_a_signature_verifies_and_none_throws() {
        SigningKey signer = suite().newSigningKey();
        byte[] signature = signer.sign(utf8("receipt"));
        for (int bit = 0; bit < signature.length * 8; bit++) {
            assertThat(signer.verifyingKey().verify(flipped(signature, bit), utf8("receipt")))
                    .isFalse();
        }
        for (int length = 0; length < signature.length; length++) {
            assertThat(signer.verifyingKey().verify(Arrays.copyOf(signature, length), utf8("receipt")))
                    .isFalse();
        }
        assertThat(signer.verifyingKey().verify(Arrays.copyOf(signature, signature.length + 1), utf8("receipt")))
                .isFalse();
    }

    /** CRY-8. */
    @Test
    void a_digest_can_be_signed_and_verified_apart_from_its_message() {
        SigningKey signer = suite().newSigningKey();
        byte[] digest = suite().digest(utf8("proposal"));
        byte[] signature = signer.signDigest(digest);
        assertThat(signer.verifyingKey().verifyDigest(signature, digest)).isTrue();
        assertThat(signer.verifyingKey().verifyDigest(signature, suite().digest(utf8("other"))))
                .isFalse();
        assertThatThrownBy(() -> signer.signDigest(new byte[31])).isInstanceOf(CryptoException.class);
    }

    /** CRY-7. */
    @Test
    void keys_survive_their_encodings() {
        SigningKey signer = suite().newSigningKey();
        SigningKey read = suite().signingKey(signer.pkcs8());
        VerifyingKey verifier = suite().verifyingKey(signer.verifyingKey().spki());
        assertThat(read.verifyingKey()).isEqualTo(signer.verifyingKey()).isEqualTo(verifier);
        assertThat(verifier.verify(read.sign(utf8("x")), utf8("x"))).isTrue();
        assertThat(verifier.fingerprint())
                .isEqualTo(Fingerprint.ofKey(signer.verifyingKey().spki()));
        assertThat(verifier).hasSameHashCodeAs(signer.verifyingKey());
    }

    @Test
    void a_private_key_never_shows_in_its_text_form() {
        SigningKey signer = suite().newSigningKey();
        assertThat(signer)
                .asString()
                .contains(signer.verifyingKey().fingerprint().hex())
                .hasSizeLessThan(100);
    }

    @Test
    void what_is_no_key_is_refused() {
        assertThatThrownBy(() -> suite().signingKey(utf8("no key"))).isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> suite().verifyingKey(utf8("no key"))).isInstanceOf(CryptoException.class);
        byte[] spki = suite().newSigningKey().verifyingKey().spki();
        assertThatThrownBy(() -> suite().verifyingKey(Arrays.copyOf(spki, spki.length + 1)))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> suite().verifyingKey(flipped(spki, spki.length * 8 - 1)))
                .as("a point that is not on the curve")
                .isInstanceOf(CryptoException.class);
    }

    /** CRY-6. */
    @Test
    void sealed_data_opens_with_its_key_and_associated_bytes_only() {
        byte[] key = suite().random(32);
        byte[] sealed = suite().seal(key, utf8("page 1"), utf8("call-7"));
        assertThat(suite().open(key, sealed, utf8("call-7"))).isEqualTo(utf8("page 1"));
        assertThat(suite().open(key, suite().seal(key, NOTHING, NOTHING), NOTHING))
                .isEmpty();
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = flipped(sealed, bit);
            assertThatThrownBy(() -> suite().open(key, changed, utf8("call-7"))).isInstanceOf(CryptoException.class);
        }
        assertThatThrownBy(() -> suite().open(key, sealed, utf8("call-8"))).isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> suite().open(suite().random(32), sealed, utf8("call-7")))
                .isInstanceOf(CryptoException.class);
        assertThatThrownBy(() -> suite().open(key, new byte[27], NOTHING)).hasMessageContaining("27 bytes");
        assertThatThrownBy(() -> suite().seal(new byte[16], NOTHING, NOTHING)).hasMessageContaining("16 bytes");
    }

    @Test
    void sealing_the_same_text_twice_gives_different_bytes() {
        byte[] key = suite().random(32);
        assertThat(suite().seal(key, utf8("x"), NOTHING)).isNotEqualTo(suite().seal(key, utf8("x"), NOTHING));
    }

    /** CRY-5. */
    @Test
    void a_mac_key_that_is_too_short_is_refused() {
        assertThatThrownBy(() -> suite().hmac(new byte[15], NOTHING)).hasMessageContaining("15 bytes");
    }

    /** CRY-10. */
    @Test
    void both_sides_of_an_agreement_come_to_the_same_secret() {
        KeyAgreement one = suite().newKeyAgreement();
        KeyAgreement other = suite().newKeyAgreement();
        assertThat(one.agree(other.publicKey()))
                .hasSize(32)
                .isEqualTo(other.agree(one.publicKey()))
                .isNotEqualTo(one.agree(suite().newKeyAgreement().publicKey()));
        assertThatThrownBy(() -> one.agree(utf8("no key"))).isInstanceOf(CryptoException.class);
    }

    /** CRY-5. */
    @Test
    void a_mac_that_is_fed_in_pieces_is_that_of_the_whole_and_begins_anew() {
        byte[] key = suite().random(32);
        StreamMac mac = suite().mac(key);
        for (int round = 0; round < 2; round++) {
            mac.update(utf8("xab"), 1, 2);
            mac.update(java.nio.ByteBuffer.wrap(utf8("c")));
            assertThat(mac.finish()).isEqualTo(suite().hmac(key, utf8("abc")));
        }
        assertThatThrownBy(() -> suite().mac(new byte[15])).hasMessageContaining("15 bytes");
    }

    @Test
    void random_bytes_do_not_repeat() {
        Set<List<Byte>> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            byte[] bytes = suite().random(16);
            seen.add(IntStream.range(0, 16).mapToObj(at -> bytes[at]).toList());
        }
        assertThat(seen).hasSize(100);
    }

    @Test
    void many_threads_may_use_one_suite_and_one_key() {
        SigningKey signer = suite().newSigningKey();
        byte[] key = suite().random(32);
        assertThat(IntStream.range(0, 200).parallel().allMatch(i -> {
                    byte[] message = utf8("message " + i);
                    byte[] sealed = suite().seal(key, message, NOTHING);
                    return signer.verifyingKey().verify(signer.sign(message), message)
                            && Arrays.equals(suite().open(key, sealed, NOTHING), message);
                }))
                .isTrue();
    }
}
