package io.kontor.crypto.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The suite {@code intl} against the vectors of RFC 6979, RFC 4231, FIPS 180 and NIST, and against the JDK. */
class IntlSuiteTest extends CryptoSuiteContract {

    private static final BigInteger RFC_6979_KEY =
            new BigInteger("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", 16);

    private final CryptoSuite suite = CryptoSuites.intl();

    @Override
    CryptoSuite suite() {
        return suite;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** CRY-4. */
    @ParameterizedTest
    @CsvSource({
        "sample, EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716, F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        "test, F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367, 019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083"
    })
    void signs_as_rfc_6979_does_with_s_made_low(String message, String r, String s) throws IOException {
        SigningKey key = P256SigningKey.of(RFC_6979_KEY);
        BigInteger[] pair = StandardDSAEncoding.INSTANCE.decode(P256.ORDER, key.sign(utf8(message)));
        assertThat(pair[0]).isEqualTo(new BigInteger(r, 16));
        assertThat(pair[1]).isEqualTo(P256.lowS(new BigInteger(s, 16)));
        assertThat(key.sign(utf8(message))).isEqualTo(key.sign(utf8(message)));
    }

    @Test
    void derives_the_public_key_of_rfc_6979() {
        byte[] spki = P256SigningKey.of(RFC_6979_KEY).verifyingKey().spki();
        assertThat(spki).hasSize(91);
        assertThat(Arrays.copyOfRange(spki, 27, 91))
                .isEqualTo(hex("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                        + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"));
    }

    @Test
    void refuses_the_same_signature_with_high_s() throws IOException {
        SigningKey key = P256SigningKey.of(RFC_6979_KEY);
        BigInteger[] pair = StandardDSAEncoding.INSTANCE.decode(P256.ORDER, key.sign(utf8("sample")));
        byte[] high = StandardDSAEncoding.INSTANCE.encode(P256.ORDER, pair[0], P256.ORDER.subtract(pair[1]));
        assertThat(key.verifyingKey().verify(high, utf8("sample"))).isFalse();
    }

    @Test
    void the_jdk_verifies_our_signatures_and_we_its_keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        SigningKey signer = suite.signingKey(pair.getPrivate().getEncoded());
        assertThat(signer.verifyingKey().spki()).isEqualTo(pair.getPublic().getEncoded());
        Signature jdk = Signature.getInstance("SHA256withECDSA");
        jdk.initVerify(pair.getPublic());
        jdk.update(utf8("x"));
        assertThat(jdk.verify(signer.sign(utf8("x")))).isTrue();
    }

    /** CRY-3. */
    @Test
    void refuses_keys_of_other_curves_and_other_forms_of_its_own() throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair other = generator.generateKeyPair();
        assertThatThrownBy(() -> suite.verifyingKey(other.getPublic().getEncoded()))
                .hasMessageContaining("not on curve P-256");
        assertThatThrownBy(() -> suite.signingKey(other.getPrivate().getEncoded()))
                .hasMessageContaining("not on curve P-256");
        byte[] spki = P256SigningKey.of(RFC_6979_KEY).verifyingKey().spki();
        byte[] point = Arrays.copyOfRange(spki, 26, 91);
        byte[] compressed = P256.DOMAIN.getCurve().decodePoint(point).getEncoded(true);
        assertThat(spki).isEqualTo(keyInfo(point));
        assertThatThrownBy(() -> suite.verifyingKey(keyInfo(compressed))).hasMessageContaining("uncompressed");
    }

    private static byte[] keyInfo(byte[] point) throws IOException {
        DERSequence algorithm = new DERSequence(
                new ASN1ObjectIdentifier[] {X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1});
        return new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {algorithm, new DERBitString(point)})
                .getEncoded("DER");
    }

    @Test
    void digests_as_fips_180_does() {
        assertThat(suite.digest(utf8("abc")))
                .isEqualTo(hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void authenticates_as_rfc_4231_does() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        assertThat(suite.hmac(key, utf8("Hi There")))
                .isEqualTo(hex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"));
    }

    @Test
    void opens_the_nist_vector_of_aes_256_gcm() {
        // Test case 16 of the GCM specification.
        byte[] key = hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        String nonce = "cafebabefacedbaddecaf888";
        String ciphertext = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662";
        String tag = "76fc6ece0f4e1768cddf8853bb2d551b";
        assertThat(suite.open(key, hex(nonce + ciphertext + tag), hex("feedfacedeadbeeffeedfacedeadbeefabaddad2")))
                .isEqualTo(hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"));
    }
}
