package io.kontor.usage.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JNL-9 and JNL-10 of docs/spec/journal.md. */
class KeyFolderTest {

    private static final CryptoSuite SUITE = CryptoSuites.intl();

    @TempDir
    private Path folder;

    private KeyFolder open() {
        return new KeyFolder(folder.resolve("keys"), new KeyProtection.KeyFile(folder.resolve("master.key")), SUITE);
    }

    @Test
    void keeps_a_key_over_a_restart_sealed_and_for_its_owner_only() throws Exception {
        open().write("log", new byte[] {1, 2, 3});
        assertThat(open().read("log")).hasValueSatisfying(key -> assertThat(key).containsExactly(1, 2, 3));
        Path file = folder.resolve("keys/log.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("master.key"))))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(file)).hasSize(3 + 12 + 16);
    }

    @Test
    void a_key_under_another_name_or_a_changed_byte_is_refused() throws Exception {
        KeyFolder keys = open();
        keys.write("log", new byte[] {1, 2, 3});
        Files.copy(folder.resolve("keys/log.key"), folder.resolve("keys/evidence.G-1.key"));
        assertThatThrownBy(() -> keys.read("evidence.G-1")).isInstanceOf(KeyFolderException.class);
        byte[] bytes = Files.readAllBytes(folder.resolve("keys/log.key"));
        bytes[20] ^= 1;
        Files.write(folder.resolve("keys/log.key"), bytes);
        assertThatThrownBy(() -> keys.read("log")).isInstanceOf(KeyFolderException.class);
    }

    @Test
    void a_destroyed_key_is_gone() {
        KeyFolder keys = open();
        keys.write("content.G-1", new byte[32]);
        keys.destroy("content.G-1");
        assertThat(keys.read("content.G-1")).isEmpty();
        assertThat(folder.resolve("keys/content.G-1.key")).doesNotExist();
    }

    @Test
    void takes_its_master_key_from_a_key_store() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = "password of the store".toCharArray();
        store.setEntry(
                "kontor",
                new KeyStore.SecretKeyEntry(new SecretKeySpec(SUITE.random(32), "AES")),
                new KeyStore.PasswordProtection(password));
        Path file = folder.resolve("keys.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        KeyProtection.Pkcs12 protection = new KeyProtection.Pkcs12(file, "password of the store", "kontor");
        new KeyFolder(folder.resolve("keys"), protection, SUITE).write("log", new byte[] {9});
        assertThat(new KeyFolder(folder.resolve("keys"), protection, SUITE).read("log"))
                .hasValueSatisfying(key -> assertThat(key).containsExactly(9));
        assertThatThrownBy(() -> new KeyFolder(
                        folder.resolve("keys"),
                        new KeyProtection.Pkcs12(file, "password of the store", "other"),
                        SUITE))
                .isInstanceOf(KeyFolderException.class)
                .hasMessageContaining("'other'");
    }

    @Test
    void a_master_key_of_another_length_is_refused_by_name() throws Exception {
        Files.write(folder.resolve("master.key"), new byte[5]);
        assertThatThrownBy(this::open)
                .isInstanceOf(KeyFolderException.class)
                .hasMessageContaining("has 5 bytes, must have 32");
    }
}
