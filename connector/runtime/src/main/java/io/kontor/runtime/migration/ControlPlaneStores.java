package io.kontor.runtime.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Version 1: the tables of EDC's stores, from the scripts in EDC's own jars. The checksum covers their text, so that an EDC release with
 * other tables stops the start instead of running on old ones.
 */
final class ControlPlaneStores implements JavaMigration {
    /** In this order: {@code edc_lease} is defined by several and differs. */
    private static final List<String> SCRIPTS = List.of(
            "asset-index-schema.sql",
            "policy-definition-schema.sql",
            "contract-definition-schema.sql",
            "contract-negotiation-schema.sql",
            "transfer-process-schema.sql",
            "dataplane-instance-schema.sql",
            "policy-monitor-schema.sql",
            "edr-index-schema.sql",
            "jti-validation-schema.sql");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1");
    }

    @Override
    public String getDescription() {
        return "control plane stores";
    }

    @Override
    public @Nullable Integer getChecksum() {
        CRC32 sum = new CRC32();
        SCRIPTS.forEach(script -> sum.update(read(script).getBytes(UTF_8)));
        return (int) sum.getValue();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        for (String script : SCRIPTS) {
            try (Statement statement = context.getConnection().createStatement()) {
                statement.execute(read(script));
            }
        }
    }

    private static String read(String script) {
        try (InputStream in = ControlPlaneStores.class.getClassLoader().getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException("Cannot migrate database: " + script + " is not on the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + script, e);
        }
    }
}
