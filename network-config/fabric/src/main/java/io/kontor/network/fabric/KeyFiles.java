package io.kontor.network.fabric;

import io.kontor.crypto.pki.IssuedIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files with their folders; keys are readable by their owner only. */
final class KeyFiles {

    private KeyFiles() {}

    static void pair(Path folder, String name, IssuedIdentity identity) throws IOException {
        text(folder.resolve(name + ".pem"), identity.certificatePem());
        secret(folder.resolve(name + ".key"), identity.privateKeyPem());
    }

    static void text(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    static void secret(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
