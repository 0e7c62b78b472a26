package io.kontor.app.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.TestDeal;
import io.kontor.app.testing.TestGateway;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.Rejection;
import io.kontor.model.rejection.RejectionCode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** REST-6. */
class SubmissionsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SIGN = "/api/v1/grants/" + TestDeal.GRANT_R4 + "/sign";
    private static final Pattern HASH = Pattern.compile("\"termsHash\":\"([0-9a-f]{64})\"");

    private static TestDeal deal;
    private static TestGateway gateway;

    private final List<String> submitted = new ArrayList<>();

    @BeforeAll
    static void start() {
        deal = new TestDeal();
        gateway = deal.gateway("submissions");
        await().atMost(SOON)
                .until(() ->
                        hospital().get("/api/v1/grants/" + TestDeal.GRANT_R4).statusCode() == 200);
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
    void submits_once_under_one_idempotency_key_and_answers_the_same_transaction_again() {
        HttpResponse<String> first = hospital().post(SIGN, "once-1", agreed());
        HttpResponse<String> again = hospital().post(SIGN, "once-1", agreed());
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("\"state\":\"COMMITTED\"").isEqualTo(again.body());
        assertThat(submitted)
                .containsExactly("grant:sign "
                        + JsonObject.builder()
                                .put("grantId", TestDeal.GRANT_R4)
                                .put("termsHash", termsHash())
                                .build());
    }

    @Test
    void refuses_another_request_under_the_same_idempotency_key() {
        hospital().post(SIGN, "other-1", agreed());
        HttpResponse<String> other =
                hospital().post("/api/v1/grants/" + TestDeal.GRANT_R4 + "/refuse", "other-1", refused());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("ALREADY_EXISTS_DIFFERENT");
    }

    @Test
    void answers_the_contracts_refusal_with_its_code() {
        deal.ledger().contract((function, argument) -> {
            throw new LedgerRejectedException(
                    new Rejection(RejectionCode.KEY, "Cannot sign grant: no member pins the key"));
        });
        HttpResponse<String> answer = hospital().post(SIGN, "refused-1", agreed());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"code\":\"KEY\"", "no member pins the key");
    }

    @Test
    void tries_again_under_the_same_key_once_the_ledger_is_back() {
        deal.ledger().takeAway();
        assertThat(hospital().post(SIGN, "again-1", agreed()).statusCode()).isEqualTo(503);
        deal.ledger().bringBack();
        assertThat(hospital().post(SIGN, "again-1", agreed()).statusCode()).isEqualTo(200);
        assertThat(submitted).hasSize(1);
    }

    @Test
    void signs_no_other_terms_than_the_ones_that_were_agreed_to() {
        HttpResponse<String> answer = hospital().post(SIGN, "hash-1", "{\"termsHash\":\"" + "0".repeat(64) + "\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("\"code\":\"TERMS_HASH\"");
        assertThat(submitted).isEmpty();
    }

    @Test
    void lets_an_account_without_a_key_sign_nothing() {
        HttpResponse<String> answer = Http.basic(gateway, "f-read").post(SIGN, "reader-1", agreed());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"NO_KEY\"");
    }

    @Test
    void demands_an_idempotency_key_and_a_reason() {
        assertThat(hospital().post(SIGN, "k".repeat(101), agreed()).statusCode())
                .isEqualTo(400);
        HttpResponse<String> answer =
                hospital().post("/api/v1/grants/" + TestDeal.GRANT_R4 + "/refuse", "reason-1", agreed());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the reason has 0 characters");
    }

    @Test
    void names_what_is_missing_in_a_request() {
        assertThat(hospital().post(SIGN, "broken-1", "{").body()).contains("\"code\":\"MALFORMED\"");
        assertThat(hospital().postForm(SIGN, Map.of(), "").statusCode()).isEqualTo(400);
    }

    @Test
    void shows_what_is_signed_asks_once_and_then_shows_the_transaction() {
        Http browser = Http.session(gateway, "f-h1");
        String page = browser.get("/grants/" + TestDeal.GRANT_R4 + "/sign").body();
        assertThat(page).contains(termsHash(), "&quot;resourceId&quot;:&quot;R4&quot;", "officer-1");
        Matcher key =
                Pattern.compile("name=\"idempotencyKey\" value=\"([^\"]+)\"").matcher(page);
        assertThat(key.find()).isTrue();
        HttpResponse<String> sent = browser.postForm(
                "/grants/" + TestDeal.GRANT_R4 + "/sign",
                Map.of("idempotencyKey", key.group(1), "hash", termsHash()),
                Http.tokenOf(page));
        assertThat(sent.statusCode()).isEqualTo(302);
        String place = sent.headers().firstValue("Location").orElseThrow().replace(gateway.address(), "");
        await().atMost(SOON).until(() -> browser.get(place).body().contains("已写入账本"));
        assertThat(Http.session(gateway, "q-ins").get(place).statusCode()).isEqualTo(404);
    }

    private static Http hospital() {
        return Http.basic(gateway, "f-h1");
    }

    private static String agreed() {
        return "{\"termsHash\":\"" + termsHash() + "\"}";
    }

    private static String refused() {
        return "{\"termsHash\":\"" + termsHash() + "\",\"reason\":\"not these terms\"}";
    }

    private static String termsHash() {
        Matcher matcher = HASH.matcher(
                hospital().get("/api/v1/grants/" + TestDeal.GRANT_R4).body());
        if (!matcher.find()) {
            throw new IllegalStateException("no hash");
        }
        return matcher.group(1);
    }
}
