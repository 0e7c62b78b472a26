package io.kontor.usage.keys;

import java.nio.file.Path;

/** Where the key comes from that seals all other keys of an instance. */
public sealed interface KeyProtection {

    /**
     * A file of 32 random bytes, mode 0600; made when it does not exist.
     *
     * @param file the file
     */
    record KeyFile(Path file) implements KeyProtection {}

    /**
     * A secret-key entry of a PKCS#12 store.
     *
     * @param file the store
     * @param password its password
     * @param alias the entry
     */
    record Pkcs12(Path file, String password, String alias) implements KeyProtection {}
}
