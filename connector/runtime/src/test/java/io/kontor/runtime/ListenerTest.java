package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.runtime.config.ConfigKey;
import io.kontor.runtime.fixture.FakeLedger;
import io.kontor.runtime.fixture.PostgresServer;
import io.kontor.runtime.fixture.TestConnector;
import io.kontor.runtime.fixture.TestIdentity;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListenerTest {
    private TestConnector connector;

    @BeforeAll
    void start(@TempDir Path folder) {
        FakeLedger ledger = new FakeLedger();
        TestIdentity identity = TestIdentity.create("F-H1");
        ledger.admit(identity);
        connector = TestConnector.prepare(identity, ledger, folder, "http://127.0.0.1:1/signaling")
                .start();
    }

    @AfterAll
    void stop() {
        connector.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PORT_MANAGEMENT, /management/v3/dataplanes, management-key-of-the-tests",
        "PORT_CONTROL, /control/v1/dataplanes, control-key-of-the-tests",
        "PORT_HEALTH, /api/check/health, management-key-of-the-tests"
    })
    void every_api_wants_its_key_to_the_letter(ConfigKey port, String path, String key) {
        assertThat(status(port, path, null)).isEqualTo(401);
        assertThat(status(port, path, "another-key-of-the-tests")).isEqualTo(401);
        assertThat(status(port, path, key.toUpperCase(java.util.Locale.ROOT))).isEqualTo(401);
        assertThat(status(port, path, key)).isEqualTo(200);
    }

    @Test
    void only_dsp_2025_1_is_spoken() {
        String body = connector
                .send(HttpRequest.newBuilder(
                        URI.create(connector.url(ConfigKey.PORT_PROTOCOL, "/dsp/.well-known/dspace-version"))))
                .body();
        assertThat(body).contains("2025-1").doesNotContain("2024").doesNotContain("v0.8");
    }

    @Test
    void the_database_is_durable() throws SQLException {
        try (Connection connection = PostgresServer.shared().connect(connector.database());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show fsync")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("on");
        }
    }

    private int status(ConfigKey port, String path, @Nullable String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(connector.url(port, path)));
        return connector
                .send(key == null ? request : request.header("x-api-key", key))
                .status();
    }
}
