package io.kontor.app.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.TestDeal;
import io.kontor.app.testing.TestGateway;
import io.kontor.model.json.JsonObject;
import io.kontor.model.settlement.DisputeOpening;
import io.kontor.model.settlement.DisputeOpeningCodec;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The actions of settlement (REST-6), by those who may. */
class SettlementActionsTest {

    private static final String PERIOD = "/api/v1/settlements/" + TestDeal.ORDER + "/2/";

    private static TestDeal deal;
    private static TestGateway gateway;

    private final List<String> submitted = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        deal = new TestDeal();
        deal.calls();
        deal.anchor();
        deal.settle();
        deal.enforce();
        gateway = deal.gateway("settlement_actions");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> buyer().get("/api/v1/receipts/log-f-h2/3/bundle").statusCode() == 200
                        && buyer().get("/api/v1/receipts/log-f-h1/18").statusCode() == 200);
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
    void confirms_the_calculated_charge_and_no_other() {
        assertThat(buyer().post(PERIOD + "confirm", "c-1", "{\"charge\":385}").statusCode())
                .isEqualTo(409);
        assertThat(submitted).isEmpty();
        assertThat(buyer().post(PERIOD + "confirm", "c-2", "{\"charge\":384}").statusCode())
                .isEqualTo(200);
        assertThat(submitted)
                .containsExactly("settlement:confirm {\"charge\":384,\"orderId\":\"O-2026-0001\",\"period\":2}");
    }

    @Test
    void asks_a_person_once_with_the_charge_word_for_word() {
        Http browser = Http.session(gateway, "q-ins");
        String page =
                browser.get("/settlements/" + TestDeal.ORDER + "/2/confirm").body();
        assertThat(page)
                .contains("{&quot;charge&quot;:384,&quot;orderId&quot;:&quot;O-2026-0001&quot;,&quot;period&quot;:2}");
        HttpResponse<String> stale = browser.postForm(
                "/settlements/" + TestDeal.ORDER + "/2/confirm",
                Map.of("idempotencyKey", "k", "hash", "0".repeat(64)),
                Http.tokenOf(page));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(submitted).isEmpty();
    }

    @Test
    void disputes_a_released_call_with_its_receipt_and_a_proof_that_verifies() {
        HttpResponse<String> answer =
                buyer().post("/api/v1/receipts/log-f-h2/3/dispute", "d-1", "{\"ground\":\"wrong record\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        String argument = submitted.get(0).substring("settlement:dispute ".length());
        DisputeOpening opening = DisputeOpeningCodec.fromJson(io.kontor.model.json.CanonicalJson.parse(argument));
        assertThat(opening.orderId()).isEqualTo(TestDeal.ORDER);
        assertThat(opening.proof().leafIndex()).isEqualTo(3);
        assertThat(opening.proof().treeSize()).isEqualTo(deal.second().size());
    }

    @Test
    void disputes_no_call_that_released_nothing() {
        HttpResponse<String> answer =
                buyer().post("/api/v1/receipts/log-f-h1/18/dispute", "d-2", "{\"ground\":\"wrong record\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("its outcome is DENIED, must be HIT");
    }

    @Test
    void records_notices_and_receipts_of_the_own_member_only() {
        Http hospital = Http.basic(gateway, "f-h2");
        hospital.post("/api/v1/settlements/" + TestDeal.ORDER + "/1/notice", "n-1", "{\"noticeNumber\":\"NT-9\"}");
        hospital.post(
                "/api/v1/settlements/" + TestDeal.ORDER + "/1/treasury",
                "n-2",
                "{\"receiptDigest\":\"" + "ab".repeat(32) + "\"}");
        assertThat(submitted).hasSize(2).allSatisfy(sent -> assertThat(sent).contains("\"supplier\":\"F-H2\""));
        assertThat(hospital.post(
                                "/api/v1/settlements/" + TestDeal.ORDER + "/1/treasury",
                                "n-3",
                                "{\"receiptDigest\":\"x\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void closes_a_period_that_has_no_record_yet() {
        assertThat(buyer().post("/api/v1/settlements/" + TestDeal.ORDER + "/3/close", "x-1", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(submitted)
                .containsExactly("settlement:close "
                        + JsonObject.builder()
                                .put("orderId", TestDeal.ORDER)
                                .put("period", 3)
                                .build());
    }

    @Test
    void a_regulator_signs_in_place_of_a_party_and_says_why() {
        Http regulator = Http.basic(gateway, "f-data");
        assertThat(regulator.post(PERIOD + "enforce", "e-1", "{}").statusCode()).isEqualTo(400);
        assertThat(submitted).isEmpty();
        assertThat(regulator
                        .post(PERIOD + "enforce", "e-2", "{\"reason\":\"the buyer is silent\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(submitted)
                .containsExactly("settlement:enforce {\"orderId\":\"O-2026-0001\",\"period\":2,"
                        + "\"reason\":\"the buyer is silent\"}");
        String page = Http.session(gateway, "f-data")
                .get("/settlements/" + TestDeal.ORDER + "/2/enforce")
                .body();
        assertThat(page).contains("name=\"reason\"").contains("监管代签");
        assertThat(Http.session(gateway, "q-ins")
                        .get("/settlements/" + TestDeal.ORDER + "/2")
                        .body())
                .doesNotContain("/2/enforce");
    }

    @Test
    void a_period_shows_the_regulators_signature_and_the_receipts_that_a_side_misses() {
        String page = Http.session(gateway, "q-ins")
                .get("/settlements/" + TestDeal.ORDER + "/4")
                .body();
        assertThat(page).contains("监管部门").contains(">F-DATA<");
        assertThat(page)
                .contains("id=\"missing\"")
                .contains("/calls/log-f-h1/7")
                .contains("0".repeat(31) + "7")
                .contains("列出方");
        assertThat(buyer().get("/api/v1/differences?orderId=" + TestDeal.ORDER + "&period=4")
                        .body())
                .contains("\"missingAt\":\"BUYER\"");
    }

    private static Http buyer() {
        return Http.basic(gateway, "q-ins");
    }
}
