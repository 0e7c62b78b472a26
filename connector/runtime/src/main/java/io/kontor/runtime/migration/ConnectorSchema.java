package io.kontor.runtime.migration;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the connector's database to this version's schema, before EDC boots: the vault is read before any extension starts. */
public final class ConnectorSchema {
    private ConnectorSchema() {}

    /**
     * Migrates.
     *
     * @param url JDBC URL
     * @param user account
     * @param password its password
     * @throws SchemaException when the database is away or holds another schema; nothing is half-done
     */
    public static void migrate(String url, String user, String password) {
        try {
            Flyway.configure()
                    .dataSource(url, user, password)
                    .locations("classpath:kontor/migration")
                    .javaMigrations(new ControlPlaneStores())
                    .table("kontor_schema_history")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SchemaException("Cannot prepare database " + url + ": " + firstLine(e), e);
        }
    }

    private static String firstLine(FlywayException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return message.lines().filter(line -> !line.isBlank()).findFirst().orElse(message);
    }
}
