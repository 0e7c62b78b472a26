package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.extension.vault.SealedVault;
import io.kontor.extension.vault.VaultException;
import io.kontor.extension.vault.VaultSettings;
import io.kontor.runtime.fixture.PostgresServer;
import io.kontor.runtime.migration.ConnectorSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedVaultTest {
    private final String database = "vault-" + UUID.randomUUID();
    private VaultSettings settings;

    @TempDir
    private Path folder;

    @BeforeEach
    void migrate() {
        String url = PostgresServer.shared().createDatabase(database);
        ConnectorSchema.migrate(url, "postgres", "postgres");
        settings = new VaultSettings(url, "postgres", "postgres", folder.resolve("vault.p12"), "synthetic-password");
    }

    @Test
    void a_secret_survives_a_restart_and_a_lost_connection() throws SQLException {
        SealedVault vault = SealedVault.open(settings, Map.of());
        vault.storeSecret("edr--1", "first");
        vault.storeSecret("edr--1", "second");
        execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                + " and datname = current_database()");
        assertThat(vault.resolveSecret("edr--1")).isEqualTo("second");
        vault.close();
        try (SealedVault again = SealedVault.open(settings, Map.of("fixed", "from configuration"))) {
            assertThat(again.resolveSecret("edr--1")).isEqualTo("second");
            assertThat(again.resolveSecret("fixed")).isEqualTo("from configuration");
            again.deleteSecret("edr--1");
            assertThat(again.resolveSecret("edr--1")).isNull();
        }
    }

    @Test
    void a_row_moved_under_another_name_does_not_open() throws SQLException {
        try (SealedVault vault = SealedVault.open(settings, Map.of())) {
            vault.storeSecret("a", "secret of a");
            execute("update kontor_vault set name = 'b'");
            assertThatThrownBy(() -> vault.resolveSecret("b"))
                    .isInstanceOf(VaultException.class)
                    .hasMessageContaining("Cannot read secret b");
        }
    }

    @Test
    void a_lost_key_stops_the_start_instead_of_making_a_new_one() throws IOException {
        try (SealedVault vault = SealedVault.open(settings, Map.of())) {
            vault.storeSecret("a", "secret of a");
        }
        Files.delete(settings.keyStore());
        assertThatThrownBy(() -> SealedVault.open(settings, Map.of()))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("restore the file");
        assertThat(settings.keyStore()).doesNotExist();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = PostgresServer.shared().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
