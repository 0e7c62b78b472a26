package io.kontor.extension.vault;

import java.security.GeneralSecurityException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.edc.spi.result.Result;
import org.eclipse.edc.spi.security.Vault;
import org.jspecify.annotations.Nullable;

/**
 * A vault that survives a restart: table {@code kontor_vault}, each secret sealed by AES-GCM under a key that rests in a PKCS#12 file. A secret
 * that cannot be opened is an error, never an absent secret. Thread-safe.
 */
public final class SealedVault implements Vault, AutoCloseable {
    private static final String SELECT = "select nonce, sealed from kontor_vault where name = ?";
    private static final String UPSERT = """
            insert into kontor_vault (name, nonce, sealed, updated_at) values (?, ?, ?, now())
            on conflict (name) do update set nonce = excluded.nonce, sealed = excluded.sealed, updated_at = now()""";
    private static final String DELETE = "delete from kontor_vault where name = ?";

    private final VaultDatabase database;
    private final SecretSealer sealer;
    private final Map<String, String> configured;

    private SealedVault(VaultDatabase database, SecretSealer sealer, Map<String, String> configured) {
        this.database = database;
        this.sealer = sealer;
        this.configured = configured;
    }

    /**
     * Opens the vault.
     *
     * @param settings where it rests
     * @param configured secrets that come from the configuration and are answered without the table
     * @return the vault
     * @throws VaultException when the key is missing for a vault that holds secrets, or the database is away
     */
    public static SealedVault open(VaultSettings settings, Map<String, String> configured) {
        VaultDatabase database =
                new VaultDatabase(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword());
        VaultKeyStore keyStore = new VaultKeyStore(settings.keyStore(), settings.keyStorePassword());
        if (!keyStore.exists() && !isEmpty(database)) {
            throw new VaultException("Cannot open vault: key store " + settings.keyStore()
                    + " is missing, but the vault holds secrets sealed under its key; restore the file");
        }
        SecretSealer sealer = new SecretSealer(keyStore.exists() ? keyStore.load() : keyStore.create());
        return new SealedVault(database, sealer, Map.copyOf(configured));
    }

    private static boolean isEmpty(VaultDatabase database) {
        try {
            return database.with(connection -> {
                try (PreparedStatement query = connection.prepareStatement("select 1 from kontor_vault limit 1");
                        ResultSet rows = query.executeQuery()) {
                    return !rows.next();
                }
            });
        } catch (SQLException e) {
            throw new VaultException("Cannot open vault: " + e.getMessage(), e);
        }
    }

    @Override
    public @Nullable String resolveSecret(String key) {
        String fixed = configured.get(key);
        if (fixed != null) {
            return fixed;
        }
        try {
            Optional<SealedSecret> sealed = database.with(connection -> {
                try (PreparedStatement query = connection.prepareStatement(SELECT)) {
                    query.setString(1, key);
                    try (ResultSet rows = query.executeQuery()) {
                        return rows.next()
                                ? Optional.of(new SealedSecret(rows.getBytes(1), rows.getBytes(2)))
                                : Optional.empty();
                    }
                }
            });
            return sealed.isEmpty() ? null : sealer.open(key, sealed.get());
        } catch (SQLException | GeneralSecurityException e) {
            throw new VaultException("Cannot read secret " + key + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Result<Void> storeSecret(String key, String value) {
        try {
            SealedSecret sealed = sealer.seal(key, value);
            database.with(connection -> {
                try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
                    upsert.setString(1, key);
                    upsert.setBytes(2, sealed.nonce());
                    upsert.setBytes(3, sealed.ciphertext());
                    return upsert.executeUpdate();
                }
            });
            return Result.success();
        } catch (SQLException | GeneralSecurityException e) {
            return Result.failure("Cannot store secret " + key + ": " + e.getMessage());
        }
    }

    @Override
    public Result<Void> deleteSecret(String key) {
        try {
            database.with(connection -> {
                try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                    delete.setString(1, key);
                    return delete.executeUpdate();
                }
            });
            return Result.success();
        } catch (SQLException e) {
            return Result.failure("Cannot delete secret " + key + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
