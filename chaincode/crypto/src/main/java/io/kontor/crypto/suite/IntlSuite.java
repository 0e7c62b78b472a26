package io.kontor.crypto.suite;

import io.kontor.model.merkle.HashFunction;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * ECDSA P-256 by Bouncy Castle's lightweight API, which is several times faster than the JDK's; SHA-256, HMAC and
 * AES-256-GCM by the JDK, which uses the processor's instructions for them.
 */
final class IntlSuite extends EcSuite {

    IntlSuite() {
        super(P256.KEYS);
    }

    @Override
    public String name() {
        return CryptoSuites.INTL;
    }

    @Override
    public HashFunction hash() {
        return HashFunction.sha256();
    }

    @Override
    StreamMac macUnder(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return new JdkMac(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot compute MAC: this Java has no HMAC-SHA-256", e);
        }
    }

    private record JdkMac(Mac mac) implements StreamMac {

        @Override
        public void update(byte[] from, int offset, int length) {
            mac.update(from, offset, length);
        }

        @Override
        public void update(ByteBuffer from) {
            mac.update(from.duplicate());
        }

        @Override
        public byte[] finish() {
            return mac.doFinal();
        }
    }

    @Override
    public SigningKey newSigningKey() {
        return P256SigningKey.generate(random());
    }

    @Override
    public SigningKey signingKey(byte[] pkcs8) {
        return P256SigningKey.read(pkcs8);
    }

    @Override
    public VerifyingKey verifyingKey(byte[] subjectPublicKeyInfo) {
        return P256VerifyingKey.read(subjectPublicKeyInfo);
    }

    @Override
    public byte[] seal(byte[] key, byte[] plaintext, byte[] associated) {
        return sealing(key).seal(plaintext, associated);
    }

    @Override
    public Sealing sealing(byte[] key) {
        SecretKeySpec keySpec = keySpec(key);
        Cipher cipher = cipher();
        Nonces nonces = new Nonces(this);
        return (plaintext, associated) -> seal(cipher, keySpec, nonces.next(), plaintext, associated);
    }

    private static byte[] seal(Cipher cipher, SecretKeySpec key, byte[] nonce, byte[] plaintext, byte[] associated) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, parameters(nonce));
            cipher.updateAAD(associated);
            byte[] sealed = new byte[Math.addExact(plaintext.length, NONCE_BYTES + TAG_BYTES)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
            cipher.doFinal(plaintext, 0, plaintext.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new CryptoException("Cannot seal data: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] open(byte[] key, byte[] sealed, byte[] associated) {
        requireSealed(sealed);
        try {
            Cipher cipher = cipher();
            cipher.init(Cipher.DECRYPT_MODE, keySpec(key), parameters(sealed));
            cipher.updateAAD(associated);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new CryptoException("Cannot open sealed data: the key or the data is not the right one", e);
        }
    }

    private static SecretKeySpec keySpec(byte[] key) {
        requireContentKey(key);
        return new SecretKeySpec(key, "AES");
    }

    private static GCMParameterSpec parameters(byte[] nonceHolder) {
        return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonceHolder, 0, NONCE_BYTES);
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new CryptoException("Cannot seal data: this Java has no AES/GCM", e);
        }
    }
}
