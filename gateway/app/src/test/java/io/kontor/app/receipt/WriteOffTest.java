package io.kontor.app.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.TestDeal;
import io.kontor.app.testing.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LEASE-3 over REST and in the portal (REST-6). */
class WriteOffTest {

    private static final String PATH = "/api/v1/logs/log-f-h1/write-off";

    private static TestDeal deal;
    private static TestGateway gateway;

    private final List<String> submitted = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        deal = new TestDeal();
        gateway = deal.gateway("write_off");
    }

    @AfterAll
    static void end() {
        gateway.close();
        deal.close();
    }

    @BeforeEach
    void listen() {
        deal.ledger().contract((function, argument) -> {
            submitted.add(function + " " + argument);
            return Map.of();
        });
    }

    @Test
    void a_supplier_writes_an_instance_off_and_says_why() {
        Http supplier = Http.basic(gateway, "f-h1");
        assertThat(supplier.post(PATH, "w-1", "{}").statusCode()).isEqualTo(400);
        assertThat(supplier.post("/api/v1/logs/log-none/write-off", "w-2", "{\"reason\":\"lost\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(submitted).isEmpty();
        assertThat(supplier.post(PATH, "w-3", "{\"reason\":\"the disk is lost\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(supplier.post(PATH, "w-3", "{\"reason\":\"the disk is lost\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(submitted)
                .containsExactly("receipt:writeOff {\"logId\":\"log-f-h1\",\"reason\":\"the disk is lost\"}");
    }

    @Test
    void a_log_that_was_written_off_says_so_with_the_reason_and_offers_it_no_more() {
        deal.writeOff("log-f-h2", "机房失火(合成)");
        Http regulator = Http.session(gateway, "f-data");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(regulator.get("/calls").body())
                        .contains("已注销", "机房失火(合成)", "/ask?key=write-off/log-f-h2"));
        assertThat(Http.session(gateway, "f-h2").get("/calls").body())
                .contains("已注销")
                .doesNotContain("/calls/logs/log-f-h2/write-off");
    }

    @Test
    void the_own_logs_offer_it_and_the_page_asks_once() {
        Http supplier = Http.session(gateway, "f-h1");
        assertThat(supplier.get("/calls").body())
                .contains("/calls/logs/log-f-h1/write-off")
                .doesNotContain("/calls/logs/log-f-h2/write-off");
        String page = supplier.get("/calls/logs/log-f-h1/write-off").body();
        assertThat(page).contains("name=\"reason\"").contains("注销日志实例");
        assertThat(supplier.postForm(
                                "/calls/logs/log-f-h1/write-off",
                                Map.of("idempotencyKey", "k-1", "reason", "the disk is lost"),
                                Http.tokenOf(page))
                        .statusCode())
                .isEqualTo(302);
        assertThat(submitted)
                .containsExactly("receipt:writeOff {\"logId\":\"log-f-h1\",\"reason\":\"the disk is lost\"}");
    }
}
