package io.kontor.usage.keys;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keys of one instance, each in a file of its own, sealed under the master key and bound to its name. Thread-safe by its files being
 * replaced atomically; one process at a time holds the instance's folder.
 */
public final class KeyFolder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    private final KeyFiles files;
    private final CryptoSuite suite;
    private final byte[] master;

    /**
     * Opens the keys of an instance.
     *
     * @param folder where they are; made when the first is written
     * @param protection where the master key comes from
     * @param suite seals them
     * @throws KeyFolderException when the master key cannot be used
     */
    public KeyFolder(Path folder, KeyProtection protection, CryptoSuite suite) {
        this(KeyFiles.onDisk(folder), MasterKey.read(protection, suite), suite);
    }

    /**
     * Opens the keys of an instance.
     *
     * @param files where they are
     * @param master master key, 32 bytes
     * @param suite seals them
     */
    public KeyFolder(KeyFiles files, byte[] master, CryptoSuite suite) {
        this.files = files;
        this.suite = suite;
        this.master = master.clone();
    }

    /** The key of this name. */
    public Optional<byte[]> read(String name) {
        requireName(name);
        try {
            return files.read(name).map(kept -> suite.open(master, kept, context(name)));
        } catch (IOException | CryptoException e) {
            throw new KeyFolderException("Cannot read key " + name + " in " + files + ": " + e.getMessage(), e);
        }
    }

    /** Keeps a key; durable when it returns. */
    public void write(String name, byte[] key) {
        requireName(name);
        try {
            files.replace(name, suite.seal(master, key, context(name)));
        } catch (IOException e) {
            throw new KeyFolderException("Cannot write key " + name + " in " + files + ": " + e, e);
        }
    }

    /** Destroys a key; gone when it returns. */
    public void destroy(String name) {
        requireName(name);
        try {
            files.destroy(name);
        } catch (IOException e) {
            throw new KeyFolderException("Cannot destroy key " + name + " in " + files + ": " + e, e);
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Cannot name key '" + name + "': must match " + NAME);
        }
    }

    private static byte[] context(String name) {
        return ("kontor-key-v1\n" + name).getBytes(StandardCharsets.UTF_8);
    }
}
