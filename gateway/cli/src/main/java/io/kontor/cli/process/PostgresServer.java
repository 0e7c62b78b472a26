package io.kontor.cli.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The embedded PostgreSQL of a local deployment, durable: fsync is on, whatever the library's defaults are. */
public final class PostgresServer implements AutoCloseable {
    private static final String SUPERUSER = "postgres";

    private final EmbeddedPostgres server;
    private final Path dataFolder;
    private final int port;

    private PostgresServer(EmbeddedPostgres server, Path dataFolder, int port) {
        this.server = server;
        this.dataFolder = dataFolder;
        this.port = port;
    }

    /**
     * Starts it on a data folder, made when missing.
     *
     * @param dataFolder data folder
     * @param port port on 127.0.0.1
     * @throws StartFailure when it does not start, or starts without fsync
     */
    public static PostgresServer start(Path dataFolder, int port) {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(dataFolder)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "120")
                    .setServerConfig("shared_buffers", "64MB")
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start();
            PostgresServer postgres = new PostgresServer(server, dataFolder, port);
            postgres.requireDurable();
            return postgres;
        } catch (IOException | IllegalStateException e) {
            throw new StartFailure("Cannot start PostgreSQL on port " + port + ": " + e.getMessage(), e);
        }
    }

    /**
     * Ends the server that a crashed deployment left on a data folder.
     *
     * @param dataFolder data folder
     * @return whether there was one
     * @throws IOException when its process-id file cannot be read
     */
    public static boolean endLeftover(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        List<String> lines = Files.readAllLines(file);
        boolean ours = lines.size() > 1 && Path.of(lines.get(1)).equals(dataFolder);
        Optional<ProcessHandle> server =
                ours ? ProcessHandle.of(Long.parseLong(lines.get(0).strip())) : Optional.empty();
        if (server.isEmpty() || !server.get().info().command().orElse("").endsWith("postgres")) {
            return false;
        }
        ProcessGroup.end(server.get());
        return true;
    }

    public int port() {
        return port;
    }

    /** JDBC address of a database of this server. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes a login role and a database that it owns, unless they are there. */
    public void createDatabase(String database, String owner, String password) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = " + literal(owner))) {
                statement.execute("create role " + name(owner) + " login password " + literal(password));
            }
            if (!exists(statement, "select 1 from pg_database where datname = " + literal(database))) {
                statement.execute("create database " + name(database) + " owner " + name(owner));
                statement.execute("revoke all on database " + name(database) + " from public");
            }
        } catch (SQLException e) {
            throw new StartFailure("Cannot create database " + database + ": " + e.getMessage(), e);
        }
    }

    /** Lets an account connect to a database. */
    public void allow(String database, String account) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("grant connect on database " + name(database) + " to " + name(account));
        } catch (SQLException e) {
            throw new StartFailure("Cannot let " + account + " connect to " + database + ": " + e.getMessage(), e);
        }
    }

    /** A superuser connection to the maintenance database. */
    public Connection superuser() throws SQLException {
        return DriverManager.getConnection(url("postgres"), SUPERUSER, "");
    }

    @Override
    public void close() {
        try {
            server.close();
            endLeftover(dataFolder); // the library gives up after some seconds
        } catch (IOException e) {
            throw new StartFailure("Cannot end PostgreSQL on port " + port + ": " + e.getMessage(), e);
        }
    }

    private void requireDurable() {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("show fsync")) {
            result.next();
            if (!"on".equals(result.getString(1))) {
                throw new StartFailure(
                        "Cannot use PostgreSQL on port " + port + ": fsync is " + result.getString(1), null);
            }
        } catch (SQLException e) {
            throw new StartFailure("Cannot ask PostgreSQL on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }

    private static String name(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
