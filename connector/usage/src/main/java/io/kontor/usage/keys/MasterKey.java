package io.kontor.usage.keys;

import io.kontor.crypto.suite.CryptoSuite;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;

/** Reads the key that seals all others. */
final class MasterKey {

    private MasterKey() {}

    static byte[] read(KeyProtection protection, CryptoSuite suite) {
        if (protection instanceof KeyProtection.Pkcs12 store) {
            return fromStore(store);
        }
        return fromFile(((KeyProtection.KeyFile) protection).file(), suite);
    }

    private static byte[] fromFile(Path file, CryptoSuite suite) {
        try {
            if (!Files.exists(file)) {
                DurableFiles.replace(file, suite.random(CryptoSuite.LENGTH));
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != CryptoSuite.LENGTH) {
                throw new KeyFolderException(
                        "Cannot use key file " + file + ": it has " + key.length + " bytes, must have "
                                + CryptoSuite.LENGTH,
                        null);
            }
            return key;
        } catch (IOException e) {
            throw new KeyFolderException("Cannot use key file " + file + ": " + e, e);
        }
    }

    private static byte[] fromStore(KeyProtection.Pkcs12 from) {
        char[] password = from.password().toCharArray();
        try (InputStream in = Files.newInputStream(from.file())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            Key key = store.getKey(from.alias(), password);
            if (key == null || key.getEncoded() == null || key.getEncoded().length != CryptoSuite.LENGTH) {
                throw new KeyFolderException(
                        "Cannot use key store " + from.file() + ": entry '" + from.alias()
                                + "' is not a secret key of 32 bytes",
                        null);
            }
            return key.getEncoded();
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyFolderException("Cannot use key store " + from.file() + ": " + e.getMessage(), e);
        }
    }
}
