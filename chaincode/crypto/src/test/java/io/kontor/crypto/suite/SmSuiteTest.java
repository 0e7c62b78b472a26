package io.kontor.crypto.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.junit.jupiter.api.Test;

/** The suite {@code sm} against the examples of GM/T 0002, 0003.5, 0004-2012 and RFC 8998, and against Bouncy Castle's own signer. */
class SmSuiteTest extends CryptoSuiteContract {

    /** The example of GM/T 0003.5-2012, annex A.2: key, k, message and signature. */
    private static final BigInteger KEY =
            new BigInteger("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8", 16);

    private static final BigInteger K =
            new BigInteger("59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21", 16);
    private static final BigInteger R =
            new BigInteger("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3", 16);
    private static final BigInteger S =
            new BigInteger("B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA", 16);
    private static final String E = "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640";
    private static final String MESSAGE = "message digest";

    private final CryptoSuite suite = CryptoSuites.sm();

    @Override
    CryptoSuite suite() {
        return suite;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static Sm2SigningKey exampleKey() {
        return new Sm2SigningKey(Sm2.KEYS.ofScalar(KEY));
    }

    /** CRY-9. */
    @Test
    void digests_as_gm_t_0004_does() {
        assertThat(suite.digest(utf8("abc")))
                .isEqualTo(hex("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"));
        assertThat(suite.digest(utf8("abcd".repeat(16))))
                .isEqualTo(hex("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"));
    }

    @Test
    void derives_the_public_key_of_gm_t_0003() {
        byte[] spki = exampleKey().verifyingKey().spki();
        assertThat(spki).hasSize(91);
        assertThat(Arrays.copyOfRange(spki, 27, 91))
                .isEqualTo(hex("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                        + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"));
    }

    @Test
    void signs_and_verifies_the_example_of_gm_t_0003() {
        Sm2SigningKey key = exampleKey();
        byte[] signerDigest = ((Sm2VerifyingKey) key.verifyingKey()).signerDigest();
        byte[] digest = Sm2.messageDigest(signerDigest, new byte[][] {utf8(MESSAGE)});
        assertThat(digest).isEqualTo(hex(E));
        assertThat(key.pair(new BigInteger(1, digest), K)).containsExactly(R, S);
        byte[] signature = Sm2.KEYS.signature(R, S);
        assertThat(key.verifyingKey().verify(signature, utf8(MESSAGE))).isTrue();
        assertThat(key.verifyingKey().verify(signature, utf8("message digesu"))).isFalse();
        assertThat(key.verifyingKey().verifyDigest(signature, hex(E))).isTrue();
    }

    /** CRY-4: the k of RFC 6979, so the same message gives the same signature. */
    @Test
    void the_library_s_own_signer_verifies_our_signatures_and_we_its() throws CryptoException {
        Sm2SigningKey key = exampleKey();
        assertThat(key.sign(utf8("x"))).isEqualTo(key.sign(utf8("x"))).isNotEqualTo(key.sign(utf8("y")));
        SM2Signer other = new SM2Signer();
        other.init(false, Sm2.KEYS.publicKey(Sm2.KEYS.ofScalar(KEY)));
        other.update(utf8("x"), 0, 1);
        assertThat(other.verifySignature(key.sign(utf8("x")))).isTrue();
        other.init(true, new ParametersWithRandom(Sm2.KEYS.ofScalar(KEY)));
        other.update(utf8("x"), 0, 1);
        assertThat(key.verifyingKey().verify(other.generateSignature(), utf8("x")))
                .isTrue();
    }

    @Test
    void enciphers_a_block_as_gm_t_0002_does() {
        SM4Engine engine = new SM4Engine();
        engine.init(true, new KeyParameter(hex("0123456789abcdeffedcba9876543210")));
        byte[] block = new byte[16];
        engine.processBlock(hex("0123456789abcdeffedcba9876543210"), 0, block, 0);
        assertThat(block).isEqualTo(hex("681edf34d206965e86b3e94f536e4246"));
    }

    @Test
    void opens_the_vector_of_rfc_8998_with_sm4_gcm() {
        String nonce = "00001234567800000000abcd";
        String ciphertext = "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d";
        String tag = "83de3541e4c2b58177e065a9bf7b62ec";
        assertThat(SmSuite.openWith(
                        hex("0123456789abcdeffedcba9876543210"),
                        hex(nonce + ciphertext + tag),
                        hex("feedfacedeadbeeffeedfacedeadbeefabaddad2")))
                .isEqualTo(hex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                        + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"));
    }

    /** CRY-11: a key of its own as an administrator makes it, {@code openssl genpkey} with the curve SM2. */
    @Test
    void reads_a_key_that_openssl_made() {
        String pkcs8 = "MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQg8IV5VLhw86s+fYIU83JhqaPF08RHREffi5EI5ict"
                + "ZvyhRANCAASWNA+mPtC2dm9NGVcf2VLOQG7JyjoBZt6/NTKK0TBD9hloCjhrP2lKa0Q7EF/tyxPvwAcLUB+ydB1g"
                + "zlZdQkNV";
        String spki = "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEljQPpj7QtnZvTRlXH9lSzkBuyco6AWbevzUyitEwQ/YZaAo4az9p"
                + "SmtEOxBf7csT78AHC1AfsnQdYM5WXUJDVQ==";
        SigningKey key = suite.signingKey(Base64.getDecoder().decode(pkcs8));
        assertThat(key.verifyingKey().spki()).isEqualTo(Base64.getDecoder().decode(spki));
        assertThat(key.verifyingKey().verify(key.sign(utf8("x")), utf8("x"))).isTrue();
    }

    /** CRY-3. */
    @Test
    void refuses_keys_of_the_other_suite() {
        SigningKey other = CryptoSuites.intl().newSigningKey();
        assertThatThrownBy(() -> suite.verifyingKey(other.verifyingKey().spki()))
                .hasMessageContaining("not on curve SM2");
        assertThatThrownBy(() -> suite.signingKey(other.pkcs8())).hasMessageContaining("not on curve SM2");
        assertThatThrownBy(() -> CryptoSuites.intl()
                        .verifyingKey(suite.newSigningKey().verifyingKey().spki()))
                .hasMessageContaining("not on curve P-256");
    }
}
