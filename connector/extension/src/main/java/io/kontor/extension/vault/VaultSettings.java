package io.kontor.extension.vault;

import java.nio.file.Path;

/**
 * Where the vault rests.
 *
 * @param databaseUrl JDBC URL
 * @param databaseUser account
 * @param databasePassword its password
 * @param keyStore PKCS#12 file with the vault's key
 * @param keyStorePassword password of the file
 */
public record VaultSettings(
        String databaseUrl, String databaseUser, String databasePassword, Path keyStore, String keyStorePassword) {

    @Override
    public String toString() {
        return "VaultSettings[" + databaseUrl + ", " + keyStore + "]";
    }
}
