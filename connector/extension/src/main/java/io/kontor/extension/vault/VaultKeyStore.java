package io.kontor.extension.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/** The PKCS#12 file that holds the vault's key; made on the first start with an empty vault and never replaced. */
final class VaultKeyStore {
    private static final String ALIAS = "vault";
    private static final int KEY_BITS = 256;

    private final Path file;
    private final char[] password;

    VaultKeyStore(Path file, String password) {
        this.file = file;
        this.password = password.toCharArray();
    }

    boolean exists() {
        return Files.exists(file);
    }

    SecretKey load() {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            if (store.getKey(ALIAS, password) instanceof SecretKey key) {
                return key;
            }
            throw new VaultException(message("it holds no secret key named '" + ALIAS + "'"));
        } catch (IOException | GeneralSecurityException e) {
            throw new VaultException(message(String.valueOf(e.getMessage())), e);
        }
    }

    SecretKey create() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(KEY_BITS);
            SecretKey key = generator.generateKey();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry(ALIAS, key, password, null);
            write(store);
            return key;
        } catch (IOException | GeneralSecurityException e) {
            throw new VaultException("Cannot create vault key store " + file + ": " + e.getMessage(), e);
        }
    }

    private void write(KeyStore store) throws IOException, GeneralSecurityException {
        Set<java.nio.file.attribute.PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
    }

    private String message(String reason) {
        return "Cannot open vault key store " + file + ": " + reason;
    }
}
