package io.kontor.extension.vault;

import java.nio.file.Path;
import java.util.Map;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Provider;
import org.eclipse.edc.runtime.metamodel.annotation.Setting;
import org.eclipse.edc.spi.security.Vault;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.jspecify.annotations.Nullable;

/** Provides {@link SealedVault} in place of EDC's in-memory vault. */
@Extension("Kontor vault")
public final class VaultExtension implements ServiceExtension {
    @Setting(key = "kontor.database.url", description = "JDBC URL of the connector's database")
    private String databaseUrl;

    @Setting(key = "kontor.database.user", description = "account of the connector's database")
    private String databaseUser;

    @Setting(key = "kontor.database.password", description = "password of the account")
    private String databasePassword;

    @Setting(key = "kontor.vault.keystore", description = "PKCS#12 file with the vault's key")
    private String keyStore;

    @Setting(key = "kontor.vault.keystore-password", description = "password of the file")
    private String keyStorePassword;

    private @Nullable SealedVault vault;

    @Override
    public String name() {
        return "Kontor vault";
    }

    /**
     * The vault.
     *
     * @return the vault
     */
    @Provider
    public Vault vault() {
        SealedVault opened = SealedVault.open(
                new VaultSettings(databaseUrl, databaseUser, databasePassword, Path.of(keyStore), keyStorePassword),
                Map.of(
                        "edc.datasource.default.url", databaseUrl,
                        "edc.datasource.default.user", databaseUser,
                        "edc.datasource.default.password", databasePassword));
        vault = opened;
        return opened;
    }

    @Override
    public void cleanup() {
        if (vault != null) {
            vault.close();
        }
    }
}
