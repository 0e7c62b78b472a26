package io.kontor.cli.chaos;

import io.kontor.cli.deploy.Secrets;
import io.kontor.cli.process.PostgresServer;
import io.kontor.cli.synthetic.SupplierPlane;
import io.kontor.dataplane.sample.HospitalDatabase;
import io.kontor.model.merkle.HashFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The database behind one of the grants; it can be killed and started again. Thread-safe. */
final class Database implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Name of the process. */
    static final String PROCESS = "PostgreSQL";

    private static final String NAME = "chaos";
    private static final String READER = "chaos_reader";
    private static final byte[] ALGORITHM =
            "select 'north' as district, 7 as _count\n".getBytes(StandardCharsets.UTF_8);

    private final Path folder;
    private final Path algorithm;
    private final int port;
    private Optional<PostgresServer> server = Optional.empty();

    Database(Path folder, Path config, int port) {
        this.folder = folder;
        this.port = port;
        this.algorithm = config.resolve("districts.sql");
    }

    /** Makes and starts it. */
    synchronized void start() {
        PostgresServer started = PostgresServer.startOnce(folder, port);
        server = Optional.of(started);
        started.createDatabase(NAME, NAME, Secrets.DATABASE);
        try {
            Files.write(algorithm, ALGORITHM);
            new HospitalDatabase(started.url(NAME), "postgres", "").create(READER, Secrets.DATABASE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write algorithm " + algorithm, e);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot prepare database " + NAME + ": " + e.getMessage(), e);
        }
        started.allow(NAME, READER);
    }

    /** Adds the source to the configuration of a data plane. */
    synchronized void configure(SupplierPlane config) {
        String prefix = "source." + ChaosGrant.Kind.TABLE.resource() + ".";
        String algorithmPrefix = prefix + "algorithm." + ChaosGrant.Kind.TABLE.algorithm() + ".";
        config.put(prefix + "resource", ChaosGrant.Kind.TABLE.resource());
        config.put(prefix + "kind", "jdbc");
        config.put(prefix + "jdbc-url", server.orElseThrow().url(NAME));
        config.put(prefix + "user", READER);
        config.put(prefix + "password", Secrets.DATABASE);
        config.put(prefix + "statement-timeout-ms", 2_000);
        config.put(algorithmPrefix + "file", algorithm);
        config.put(
                algorithmPrefix + "sha256",
                HexFormat.of().formatHex(HashFunction.sha256().hash(ALGORITHM)));
        config.put(algorithmPrefix + "kind", "aggregate");
        config.put(algorithmPrefix + "min-group", 2);
    }

    /** SIGKILL to the server and all that it started. */
    synchronized void kill() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("postmaster.pid"));
            ProcessHandle.of(Long.parseLong(lines.get(0).strip())).ifPresent(postmaster -> {
                List<ProcessHandle> family = postmaster.descendants().toList();
                postmaster.destroyForcibly();
                family.forEach(ProcessHandle::destroyForcibly);
                Pause.until(
                        PATIENCE, () -> !postmaster.isAlive() && family.stream().noneMatch(ProcessHandle::isAlive));
            });
        } catch (NoSuchFileException e) {
            return; // it is down already
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot find the process of PostgreSQL in " + folder, e);
        }
    }

    /** Starts it on what the kill left. */
    synchronized void restart() {
        kill();
        try {
            close();
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start PostgreSQL in " + folder + " again", e);
        }
        server = Optional.of(PostgresServer.startOnce(folder, port));
    }

    @Override
    public synchronized void close() {
        server.ifPresent(PostgresServer::close);
        server = Optional.empty();
    }
}
