package io.kontor.dataplane.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.awaitility.Awaitility;

/** A real PostgreSQL from the embedded binaries, one for all tests of a JVM, with fsync left on. */
public final class TestPostgres {

    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    private static final class Holder {
        static final TestPostgres INSTANCE = new TestPostgres();
    }

    private final Path home;
    private final Path data;
    private final int port;

    private TestPostgres() {
        try {
            Path root = Files.createTempDirectory("kontor-pg");
            home = root.resolve("bin");
            data = root.resolve("data");
            unpack();
            port = freePort();
            run(
                    home.resolve("bin/initdb").toString(),
                    "-D",
                    data.toString(),
                    "-U",
                    "postgres",
                    "-A",
                    "trust",
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-sync");
            start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(root)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL", e);
        }
    }

    /** Started at the first use, ended with the JVM. */
    public static TestPostgres shared() {
        return Holder.INSTANCE;
    }

    /** An address of a database, for the superuser without password. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes an empty database and runs statements in it as superuser. */
    public void createDatabase(String name, String... statements) {
        execute("postgres", "create database " + name);
        execute(name, statements);
    }

    /** Runs statements as superuser. */
    public void execute(String database, String... statements) {
        try (Connection connection = DriverManager.getConnection(url(database), "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot prepare database " + database, e);
        }
    }

    /** Ends the server at once, as a crash would. */
    public void stop() throws IOException {
        run(home.resolve("bin/pg_ctl").toString(), "-D", data.toString(), "-m", "immediate", "stop");
    }

    /** Starts the server (again) and waits until it answers. */
    public void start() throws IOException {
        List<String> command = asOrdinaryUser(
                home.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=");
        Path log = data.resolveSibling("postgres.log");
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Awaitility.await("PostgreSQL answers")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> {
                    DriverManager.getConnection(url("postgres"), "postgres", "").close();
                    return true;
                });
    }

    private void stop(Path root) {
        try {
            stop();
            run("rm", "-rf", root.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop PostgreSQL", e);
        }
    }

    private void unpack() throws IOException {
        try (InputStream archive = TestPostgres.class.getClassLoader().getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new IOException("no " + ARCHIVE + " on the class path");
            }
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(archive));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry);
            }
        }
    }

    private void unpack(InputStream tar, TarArchiveEntry entry) throws IOException {
        Path target = home.resolve(entry.getName()).normalize();
        if (!target.startsWith(home)) {
            throw new IOException("entry outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void run(String... command) throws IOException {
        Path output = Files.createTempFile("kontor-pg", ".log");
        Process process = new ProcessBuilder(asOrdinaryUser(command))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException("Cannot run " + List.of(command) + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted at " + List.of(command), e);
        } finally {
            Files.delete(output);
        }
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> asOrdinaryUser(String... command) {
        List<String> whole = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            whole.add("unshare");
            whole.add("-U");
        }
        whole.addAll(List.of(command));
        return whole;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
