package io.kontor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @Test
    void is_durable_and_keeps_its_data_over_a_restart(@TempDir Path folder) throws Exception {
        int port = freePort();
        try (PostgresServer server = PostgresServer.start(folder.resolve("pg"), port, line -> {})) {
            server.createDatabase("hospital", "keeper", "secret");
            try (var connection = DriverManager.getConnection(server.url("hospital"), "keeper", "secret");
                    var statement = connection.createStatement()) {
                statement.execute("create table t(x int)");
                statement.execute("insert into t values (7)");
                try (var result = statement.executeQuery("show fsync")) {
                    result.next();
                    assertThat(result.getString(1)).isEqualTo("on");
                }
            }
        }
        try (PostgresServer server = PostgresServer.start(folder.resolve("pg"), port, line -> {});
                var connection = DriverManager.getConnection(server.url("hospital"), "keeper", "secret");
                var statement = connection.createStatement();
                var result = statement.executeQuery("select x from t")) {
            result.next();
            assertThat(result.getInt(1)).isEqualTo(7);
        }
    }

    @Test
    void is_started_again_on_its_data_when_it_is_killed(@TempDir Path folder) throws Exception {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        try (PostgresServer server = PostgresServer.start(folder.resolve("pg"), freePort(), told::add)) {
            server.createDatabase("hospital", "keeper", "secret");
            kill(folder.resolve("pg").resolve("postmaster.pid"));

            await().atMost(Duration.ofMinutes(1)).until(() -> told.contains("ready again: postgres"));
            try (var connection = DriverManager.getConnection(server.url("hospital"), "keeper", "secret")) {
                assertThat(connection.isValid(5)).isTrue();
            }
            assertThat(told).first(STRING).startsWith("postgres ended").contains(folder.toString());
        }
    }

    private static void kill(Path pidFile) throws Exception {
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
