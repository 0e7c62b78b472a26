package io.kontor.crypto.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoncesTest {

    @Test
    void never_gives_a_nonce_twice_also_not_beside_another_source() {
        CryptoSuite suite = CryptoSuites.named(CryptoSuites.INTL);
        Nonces first = new Nonces(suite);
        Nonces second = new Nonces(suite);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(HexFormat.of().formatHex(first.next()))).isTrue();
            assertThat(seen.add(HexFormat.of().formatHex(second.next()))).isTrue();
        }
    }

    /** CRY-6: who seals once under a key gets as much chance as a nonce has bits, also in the bits that are counted. */
    @Test
    void begins_with_a_nonce_that_is_random_in_all_its_bits() {
        CryptoSuite suite = CryptoSuites.intl();
        byte[] ever = new byte[12];
        byte[] always = new byte[12];
        Arrays.fill(always, (byte) -1);
        for (int i = 0; i < 200; i++) {
            byte[] first = new Nonces(suite).next();
            for (int at = 0; at < first.length; at++) {
                ever[at] |= first[at];
                always[at] &= first[at];
            }
        }
        assertThat(ever).containsOnly((byte) -1);
        assertThat(always).containsOnly((byte) 0);
    }

    @Test
    void leaves_what_it_gave_before_as_it_was() {
        Nonces nonces = new Nonces(CryptoSuites.named(CryptoSuites.INTL));
        byte[] given = nonces.next();
        byte[] before = given.clone();
        nonces.next();
        assertThat(given).hasSize(12).isEqualTo(before);
    }
}
