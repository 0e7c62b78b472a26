package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.RealLedger;
import io.kontor.app.testing.TestDatabase;
import io.kontor.app.testing.TestGateway;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.DemoRecords;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Officers act through the gateway on the real contract. */
class RealContractTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static RealLedger ledger;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        ledger = new RealLedger();
        gateway = TestGateway.start(
                TestDatabase.shared().create("real_contract"), TestGateway.folder(), ledger::connect, Map.of());
    }

    @AfterAll
    static void end() {
        gateway.close();
    }

    @Test
    void makes_a_grant_active_with_three_signatures_and_suspends_it_as_the_regulator() {
        DemoDeal deal = ledger.deal();
        GrantTerms terms = deal.terms(DemoRecords.resources().get(0));
        deal.propose(deal.proposal("G-1", DemoDeal.ORDER, terms), "F-H1");
        await().atMost(SOON).until(() -> status("f-h1", "G-1").contains("PROPOSED"));

        String agreed = "{\"termsHash\":\"" + GrantTermsCodec.hash(terms).hex() + "\"}";
        for (String officer : new String[] {"f-h1", "f-ops", "q-ins"}) {
            HttpResponse<String> signed = act(officer, "/grants/G-1/sign", agreed);
            assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
        }
        await().atMost(SOON).until(() -> status("q-data", "G-1").contains("\"status\":\"ACTIVE\""));

        assertThat(act("q-ins", "/grants/G-1/suspend", "{\"reason\":\"not mine to suspend\"}")
                        .body())
                .contains("\"status\":422");
        assertThat(act("f-data", "/grants/G-1/suspend", "{\"reason\":\"inspection\"}")
                        .statusCode())
                .isEqualTo(200);
        await().atMost(SOON)
                .until(() -> Http.session(gateway, "f-h1").get("/grants").body().contains("inspection"));
    }

    @Test
    void answers_a_key_that_no_member_pins_with_the_contracts_code() {
        HttpResponse<String> answer = act("q-ops", "/settlements/" + DemoDeal.ORDER + "/1/close", "{}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(act("f-h2", "/settlements/" + DemoDeal.ORDER + "/1/close", "{}")
                        .statusCode())
                .as("a supplier without a grant is no party of the order")
                .isEqualTo(404);
        assertThat(act("f-data", "/settlements/" + DemoDeal.ORDER + "/1/close", "{}")
                        .body())
                .contains("\"status\":422", "\"code\":\"ROLE\"");
    }

    private static HttpResponse<String> act(String officer, String path, String body) {
        return Http.basic(gateway, officer).post("/api/v1" + path, officer + path.hashCode(), body);
    }

    private static String status(String reader, String grantId) {
        return Http.basic(gateway, reader).get("/api/v1/grants/" + grantId).body();
    }
}
