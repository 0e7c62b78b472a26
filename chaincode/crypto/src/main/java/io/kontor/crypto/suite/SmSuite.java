package io.kontor.crypto.suite;

import io.kontor.model.merkle.HashFunction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM2, SM3, HMAC-SM3 and SM4-GCM by Bouncy Castle's lightweight API (GM/T 0002, 0003, 0004-2012). */
final class SmSuite extends EcSuite {

    private static final int SM4_KEY_BYTES = 16;
    private static final byte[] SM4_LABEL = "kontor-sm4-v1".getBytes(StandardCharsets.US_ASCII);

    SmSuite() {
        super(Sm2.KEYS);
    }

    @Override
    public String name() {
        return CryptoSuites.SM;
    }

    @Override
    public HashFunction hash() {
        return Sm3.INSTANCE;
    }

    @Override
    StreamMac macUnder(byte[] key) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        return new Sm3Mac(mac);
    }

    private record Sm3Mac(HMac mac) implements StreamMac {

        @Override
        public void update(byte[] from, int offset, int length) {
            mac.update(from, offset, length);
        }

        @Override
        public void update(ByteBuffer from) {
            byte[] copy = new byte[from.remaining()];
            from.duplicate().get(copy);
            mac.update(copy, 0, copy.length);
        }

        @Override
        public byte[] finish() {
            byte[] code = new byte[LENGTH];
            mac.doFinal(code, 0);
            return code;
        }
    }

    @Override
    public SigningKey newSigningKey() {
        return new Sm2SigningKey(Sm2.KEYS.generate(random()));
    }

    @Override
    public SigningKey signingKey(byte[] pkcs8) {
        return new Sm2SigningKey(Sm2.KEYS.readPrivate(pkcs8));
    }

    @Override
    public VerifyingKey verifyingKey(byte[] subjectPublicKeyInfo) {
        return new Sm2VerifyingKey(Sm2.KEYS.readPublic(subjectPublicKeyInfo));
    }

    @Override
    public byte[] seal(byte[] key, byte[] plaintext, byte[] associated) {
        byte[] nonce = random(NONCE_BYTES);
        GCMModeCipher cipher = cipher(Mode.SEAL, sm4Key(key), nonce, associated);
        byte[] sealed = new byte[Math.addExact(plaintext.length, NONCE_BYTES + TAG_BYTES)];
        System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
        try {
            int written = cipher.processBytes(plaintext, 0, plaintext.length, sealed, NONCE_BYTES);
            cipher.doFinal(sealed, NONCE_BYTES + written);
            return sealed;
        } catch (InvalidCipherTextException e) {
            throw new CryptoException("Cannot seal data: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] open(byte[] key, byte[] sealed, byte[] associated) {
        requireSealed(sealed);
        return openWith(sm4Key(key), sealed, associated);
    }

    static byte[] openWith(byte[] sm4Key, byte[] sealed, byte[] associated) {
        GCMModeCipher cipher = cipher(Mode.OPEN, sm4Key, Arrays.copyOf(sealed, NONCE_BYTES), associated);
        byte[] plain = new byte[sealed.length - NONCE_BYTES - TAG_BYTES];
        try {
            int written = cipher.processBytes(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES, plain, 0);
            cipher.doFinal(plain, written);
            return plain;
        } catch (InvalidCipherTextException e) {
            throw new CryptoException("Cannot open sealed data: the key or the data is not the right one", e);
        }
    }

    private enum Mode {
        SEAL,
        OPEN
    }

    private static GCMModeCipher cipher(Mode mode, byte[] sm4Key, byte[] nonce, byte[] associated) {
        GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(
                mode == Mode.SEAL,
                new AEADParameters(new KeyParameter(sm4Key), TAG_BYTES * Byte.SIZE, nonce, associated));
        return cipher;
    }

    /** SM4 has keys of 16 bytes: they are derived, so that content keys have 32 bytes in every suite (CRY-6). */
    private byte[] sm4Key(byte[] key) {
        requireContentKey(key);
        return Arrays.copyOf(hmac(key, SM4_LABEL), SM4_KEY_BYTES);
    }
}
