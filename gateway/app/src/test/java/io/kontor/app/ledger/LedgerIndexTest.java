package io.kontor.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kontor.app.testing.FakeLedger;
import io.kontor.app.testing.Http;
import io.kontor.app.testing.TestDatabase;
import io.kontor.app.testing.TestGateway;
import io.kontor.model.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LedgerIndexTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void indexes_each_record_with_its_transaction_and_block_and_goes_on_after_the_ledger_was_away() {
        FakeLedger ledger = new FakeLedger("L");
        ledger.write("city:found", Map.of("city/A", city("A", 1)));
        try (TestGateway gateway = start("index_away", TestGateway.folder(), ledger)) {
            await().atMost(SOON).until(() -> indexed(gateway) == 2);
            ledger.takeAway();
            await().atMost(SOON)
                    .until(() -> !gateway.bean(LedgerIndex.class).state().connected());
            ledger.write("city:publish", Map.of("city/A", city("A", 2), "city/A/v/2", city("A", 2)));
            ledger.write("city:found", Map.of("city/B", city("B", 1)));
            ledger.bringBack();
            await().atMost(SOON).until(() -> indexed(gateway) == 4);

            String answer =
                    Http.basic(gateway, "f-data").get("/api/v1/cities/A").body();
            assertThat(answer).contains("\"transactionId\":\"L-3\"", "\"block\":3", "\"version\":2");
            assertThat(count(gateway, "ledger_event")).isEqualTo(3);
            assertThat(count(gateway, "record")).isEqualTo(3);
        }
    }

    @Test
    void goes_on_from_the_checkpoint_and_doubles_nothing() {
        FakeLedger ledger = new FakeLedger("L");
        Path folder = TestGateway.folder();
        String url = TestDatabase.shared().create("index_checkpoint");
        ledger.write("city:found", Map.of("city/A", city("A", 1)));
        try (TestGateway gateway = TestGateway.start(url, folder, identity -> ledger, Map.of())) {
            await().atMost(SOON).until(() -> indexed(gateway) == 2);
        }
        ledger.write("city:found", Map.of("city/B", city("B", 1)));
        ledger.remove("city:end", "city/A");
        try (TestGateway gateway = TestGateway.start(url, folder, identity -> ledger, Map.of())) {
            await().atMost(SOON).until(() -> indexed(gateway) == 4);
            assertThat(count(gateway, "ledger_event")).isEqualTo(3);
            assertThat(Http.basic(gateway, "f-data").get("/api/v1/cities").body())
                    .contains("city/B")
                    .doesNotContain("city/A");
        }
    }

    @Test
    void builds_itself_anew_when_it_finds_another_ledger() {
        Path folder = TestGateway.folder();
        String url = TestDatabase.shared().create("index_other");
        FakeLedger old = new FakeLedger("OLD");
        old.write("city:found", Map.of("city/A", city("A", 1)));
        try (TestGateway gateway = TestGateway.start(url, folder, identity -> old, Map.of())) {
            await().atMost(SOON).until(() -> indexed(gateway) == 2);
        }
        FakeLedger other = new FakeLedger("NEW");
        other.write("city:found", Map.of("city/B", city("B", 1)));
        try (TestGateway gateway = TestGateway.start(url, folder, identity -> other, Map.of())) {
            await().atMost(SOON)
                    .until(() -> Http.basic(gateway, "f-data")
                                    .get("/api/v1/cities/B")
                                    .statusCode()
                            == 200);
            assertThat(Http.basic(gateway, "f-data").get("/api/v1/cities").body())
                    .contains("NEW-2")
                    .doesNotContain("city/A");
        }
    }

    @Test
    void loses_and_doubles_nothing_when_the_database_is_killed_and_started_again() {
        FakeLedger ledger = new FakeLedger("L");
        TestDatabase database = TestDatabase.own();
        ledger.write("city:found", Map.of("city/A", city("A", 1)));
        try (TestGateway gateway = TestGateway.start(
                database.create("killed"),
                TestGateway.folder(),
                identity -> ledger,
                Map.of("spring.datasource.hikari.connection-timeout", "1000"))) {
            await().atMost(SOON).until(() -> indexed(gateway) == 2);
            database.kill();
            ledger.write("city:found", Map.of("city/B", city("B", 1)));
            await().atMost(SOON)
                    .until(() ->
                            gateway.bean(LedgerIndex.class).state().problem().isPresent());
            ledger.write("city:found", Map.of("city/C", city("C", 1)));
            database.restart();
            await().atMost(SOON).until(() -> indexed(gateway) == 4);
            assertThat(count(gateway, "ledger_event")).isEqualTo(3);
            assertThat(count(gateway, "record")).isEqualTo(3);
        } finally {
            database.kill();
        }
    }

    private static TestGateway start(String database, Path folder, FakeLedger ledger) {
        return TestGateway.start(TestDatabase.shared().create(database), folder, identity -> ledger, Map.of());
    }

    private static long indexed(TestGateway gateway) {
        return gateway.bean(LedgerIndex.class).state().block().orElse(0L);
    }

    private static long count(TestGateway gateway, String table) {
        return gateway.bean(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    private static JsonObject city(String cityId, int version) {
        return JsonObject.builder()
                .put("cityId", cityId)
                .put("version", version)
                .build();
    }
}
