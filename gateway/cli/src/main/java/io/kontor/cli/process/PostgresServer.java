package io.kontor.cli.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The embedded PostgreSQL of a local deployment, durable: fsync is on, whatever the library's defaults are. When it ends by itself it is started
 * again on the same data, a bounded number of times.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String SUPERUSER = "postgres";
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Path dataFolder;
    private final int port;
    private final Notices notices;
    private final RestartLimit limit = new RestartLimit(InstantSource.system());
    private final CountDownLatch closing = new CountDownLatch(1);
    private EmbeddedPostgres server;

    private PostgresServer(Path dataFolder, int port, Notices notices) {
        this.dataFolder = dataFolder;
        this.port = port;
        this.notices = notices;
        this.server = launch();
    }

    /**
     * Starts it on a data folder, made when missing.
     *
     * @param dataFolder data folder
     * @param port port on 127.0.0.1
     * @param notices told when it ended and was started again
     * @throws StartFailure when it does not start, or starts without fsync
     */
    public static PostgresServer start(Path dataFolder, int port, Notices notices) {
        PostgresServer postgres = new PostgresServer(dataFolder, port, notices);
        postgres.requireDurable();
        postgres.watch();
        return postgres;
    }

    /**
     * Starts it on a data folder, made when missing; when it ends it stays down.
     *
     * @param dataFolder data folder
     * @param port port on 127.0.0.1
     * @throws StartFailure when it does not start, or starts without fsync
     */
    public static PostgresServer startOnce(Path dataFolder, int port) {
        PostgresServer postgres = new PostgresServer(dataFolder, port, line -> {});
        postgres.requireDurable();
        return postgres;
    }

    private EmbeddedPostgres launch() {
        try {
            return EmbeddedPostgres.builder()
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
        } catch (IOException | IllegalStateException e) {
            throw new StartFailure("Cannot start PostgreSQL on port " + port + ": " + e.getMessage(), e);
        }
    }

    private void watch() {
        Thread thread = new Thread(this::replace, "kontor-restart-postgres");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for its end and starts it again, until it was tried too often or the deployment ends. */
    private void replace() {
        while (awaitEnd() && !closingWithin(PAUSE)) {
            if (!limit.allow()) {
                notices.tell("postgres ended and stays down: it was started again " + RestartLimit.MAX + " times in "
                        + RestartLimit.WINDOW.toMinutes() + " minutes");
                return;
            }
            notices.tell("postgres ended (data: " + dataFolder + "); starting it again");
            try {
                restart();
                notices.tell("ready again: postgres");
            } catch (StartFailure | IOException e) {
                notices.tell(String.valueOf(e.getMessage()));
            }
        }
    }

    private synchronized void restart() throws IOException {
        if (!closingWithin(Duration.ZERO)) {
            server.close(); // it has ended already: this gives back the library's lock on the folder
            server = launch();
        }
    }

    /** Whether it has ended, rather than the deployment. */
    private boolean awaitEnd() {
        try {
            while (leftover(dataFolder).isPresent()) {
                if (closingWithin(PAUSE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            notices.tell("Cannot watch PostgreSQL on port " + port + ": " + e.getMessage());
            return false;
        }
    }

    private boolean closingWithin(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
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
        Optional<ProcessHandle> server = leftover(dataFolder);
        server.ifPresent(ProcessGroup::end);
        return server.isPresent();
    }

    /** The server that runs on a data folder; one that ended and was not yet buried has no command any more. */
    private static Optional<ProcessHandle> leftover(Path dataFolder) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(dataFolder.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean ours = lines.size() > 1 && Path.of(lines.get(1)).equals(dataFolder);
        return ours
                ? ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                        .filter(handle -> handle.info().command().orElse("").endsWith("postgres"))
                : Optional.empty();
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
    public synchronized void close() {
        closing.countDown();
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
