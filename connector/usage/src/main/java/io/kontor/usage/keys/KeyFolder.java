package io.kontor.usage.keys;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keys of one instance, each in a file of its own, sealed under the master key and bound to its name. Thread-safe by its files being
 * replaced atomically; one process at a time holds the instance's folder.
 */
public final class KeyFolder {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final String SUFFIX = ".key";

    private final Path folder;
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
        this.folder = folder;
        this.suite = suite;
        this.master = MasterKey.read(protection, suite);
    }

    /** The key of this name. */
    public Optional<byte[]> read(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(suite.open(master, Files.readAllBytes(file), context(name)));
        } catch (IOException | CryptoException e) {
            throw new KeyFolderException("Cannot read key " + name + " in " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Keeps a key; durable when it returns. */
    public void write(String name, byte[] key) {
        try {
            DurableFiles.replace(file(name), suite.seal(master, key, context(name)));
        } catch (IOException e) {
            throw new KeyFolderException("Cannot write key " + name + " in " + folder + ": " + e, e);
        }
    }

    /** Destroys a key; gone when it returns. */
    public void destroy(String name) {
        try {
            DurableFiles.destroy(file(name));
        } catch (IOException e) {
            throw new KeyFolderException("Cannot destroy key " + name + " in " + folder + ": " + e, e);
        }
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Cannot name key '" + name + "': must match " + NAME);
        }
        return folder.resolve(name + SUFFIX);
    }

    private static byte[] context(String name) {
        return ("kontor-key-v1\n" + name).getBytes(StandardCharsets.UTF_8);
    }
}
