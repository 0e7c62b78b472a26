package io.kontor.app.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL with fsync on; can be killed and started again on the same port with the same data. */
public final class TestDatabase {

    private static final TestDatabase SHARED = start(freshFolder(), 0);

    private final Path folder;
    private volatile EmbeddedPostgres server;

    private TestDatabase(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    /** One server for all tests of the JVM. */
    public static TestDatabase shared() {
        return SHARED;
    }

    /** A server of its own, to be killed. */
    public static TestDatabase own() {
        return start(freshFolder(), 0);
    }

    /** Makes an empty database and answers its URL. */
    public String create(String name) {
        execute("create database \"" + name + "\"");
        return server.getJdbcUrl("postgres", name);
    }

    /** Ends the server; whoever uses it loses its connections. */
    public void kill() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again. */
    public void restart() {
        server = start(folder, server.getPort()).server;
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot run " + sql, e);
        }
    }

    private static TestDatabase start(Path folder, int port) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on");
            if (port != 0) {
                builder.setPort(port);
            }
            return new TestDatabase(folder, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL", e);
        }
    }

    private static Path freshFolder() {
        try {
            return Files.createTempDirectory("kontor-gateway-pg").resolve("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
