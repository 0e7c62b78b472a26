package io.kontor.app.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.TestDeal;
import io.kontor.app.testing.TestGateway;
import io.kontor.model.derivative.Derivative;
import io.kontor.model.grant.DeletionTask;
import io.kontor.model.grant.DeletionTaskCodec;
import io.kontor.model.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deletions that are due (GRT-8) and derivatives that wait (DRV-3), in REST (REST-5, REST-6, REST-9) and in the pages. */
class GrantEndTest {

    private static TestDeal deal;
    private static TestGateway gateway;
    private static DeletionTask task;
    private static Derivative derivative;

    private final List<String> submitted = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        deal = new TestDeal();
        task = deal.end(TestDeal.GRANT_R3);
        derivative = deal.derive("DV-1");
        gateway = deal.gateway("grant_end");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> supplier().get("/api/v1/derivatives/DV-1").statusCode() == 200);
    }

    @AfterAll
    static void end() {
        gateway.close();
        deal.close();
    }

    @BeforeEach
    void listen() {
        answering(Map.of());
    }

    @Test
    void shows_a_deletion_as_overdue_once_a_sweep_has_found_it() {
        Http regulator = Http.basic(gateway, "f-data");
        assertThat(regulator.get("/api/v1/deletions?state=OVERDUE").body()).isEqualTo("{\"items\":[]}");
        assertThat(regulator.get("/api/v1/supervision").body()).contains("\"deletions\":{\"OPEN\":1}");
        answering(overdue());
        HttpResponse<String> swept = regulator.post("/api/v1/deletions/sweep", "s-1", "");
        assertThat(swept.statusCode()).isEqualTo(200);
        assertThat(submitted).containsExactly("grant:sweep {}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        regulator.get("/api/v1/deletions?state=OVERDUE").body().contains(TestDeal.GRANT_R3));
        assertThat(regulator.get("/api/v1/supervision").body()).contains("\"deletions\":{\"OVERDUE\":1}");
        Http page = Http.session(gateway, "f-data");
        assertThat(page.get("/").body()).contains("逾期未删除 1 项");
        assertThat(page.get("/grants?deletion=OVERDUE").body())
                .contains(TestDeal.GRANT_R3)
                .doesNotContain(TestDeal.GRANT_R1);
        assertThat(page.get("/grants/" + TestDeal.GRANT_R3).body()).contains("逾期未删除", "逾期认定");
    }

    @Test
    void asks_once_before_it_sweeps() {
        Http page = Http.session(gateway, "f-data");
        String confirm = page.get("/grants/" + TestDeal.GRANT_R3 + "/sweep").body();
        assertThat(confirm).contains("所有到期而未声明的删除任务");
        assertThat(submitted).isEmpty();
        page.postForm(
                "/grants/" + TestDeal.GRANT_R3 + "/sweep", Map.of("idempotencyKey", "s-2"), Http.tokenOf(confirm));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> submitted.contains("grant:sweep {}"));
    }

    @Test
    void approves_the_result_that_is_on_record_with_a_reason() {
        String path = "/api/v1/derivatives/DV-1/approve";
        assertThat(supplier().post(path, "v-1", "{}").statusCode()).isEqualTo(400);
        assertThat(submitted).isEmpty();
        assertThat(supplier()
                        .post(path, "v-2", "{\"reason\":\"no person in it\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(submitted)
                .containsExactly("derivative:approve {\"derivativeId\":\"DV-1\",\"digest\":\""
                        + derivative.digest().hex() + "\",\"reason\":\"no person in it\"}");
    }

    @Test
    void lists_the_derivatives_of_a_grant_and_offers_the_decision_to_its_supplier_only() {
        String grant = "/grants/" + TestDeal.GRANT_R1;
        assertThat(Http.session(gateway, "f-h1").get(grant).body())
                .contains("按月汇总", "待审批", "/grants/derivatives/DV-1/approve", "/calls/log-f-h1/1");
        assertThat(Http.session(gateway, "q-ins").get(grant).body())
                .contains("按月汇总", "待审批")
                .doesNotContain("/grants/derivatives/DV-1/approve");
        assertThat(Http.session(gateway, "f-h1").get("/").body()).contains("待本机构审批衍生数据 1 项");
    }

    private void answering(Map<String, JsonObject> written) {
        deal.ledger().contract((function, argument) -> {
            submitted.add(function + " " + argument);
            return written;
        });
    }

    private static Http supplier() {
        return Http.basic(gateway, "f-h1");
    }

    private static Map<String, JsonObject> overdue() {
        DeletionTask found = new DeletionTask(
                task.grantId(),
                task.buyer(),
                task.openedAt(),
                task.dueAt(),
                task.keysDestroyedDigest(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(task.dueAt() + 1));
        return Map.of("deletion/" + task.grantId(), DeletionTaskCodec.toJson(found));
    }
}
