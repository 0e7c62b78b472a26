package io.kontor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @Test
    void is_durable_and_keeps_its_data_over_a_restart(@TempDir Path folder) throws Exception {
        int port = freePort();
        try (PostgresServer server = PostgresServer.start(folder.resolve("pg"), port)) {
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
        try (PostgresServer server = PostgresServer.start(folder.resolve("pg"), port);
                var connection = DriverManager.getConnection(server.url("hospital"), "keeper", "secret");
                var statement = connection.createStatement();
                var result = statement.executeQuery("select x from t")) {
            result.next();
            assertThat(result.getInt(1)).isEqualTo(7);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
