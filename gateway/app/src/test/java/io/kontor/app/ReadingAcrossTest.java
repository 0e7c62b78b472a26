package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.SharedGateway;
import io.kontor.app.testing.TestDeal;
import io.kontor.app.testing.TestGateway;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Reads every page and every endpoint as those who may and as those who may not (ACC-4). */
class ReadingAcrossTest {

    private static final String CALL = "log-f-h1/1";

    /** What belongs to the first hospital's deal, by mapping: no member outside may get any of it. */
    private static final Map<String, String> PRIVATE = Map.ofEntries(
            Map.entry("/grants/{grantId}", "/grants/" + TestDeal.GRANT_R1),
            Map.entry(
                    "/grants/{grantId}/{verb:sign|refuse|suspend|resume|terminate}",
                    "/grants/" + TestDeal.GRANT_R1 + "/terminate"),
            Map.entry("/grants/{grantId}/sweep", "/grants/" + TestDeal.GRANT_R1 + "/sweep"),
            Map.entry("/grants/derivatives/{derivativeId}", "/grants/derivatives/" + SharedGateway.DERIVATIVE),
            Map.entry(
                    "/grants/derivatives/{derivativeId}/{verb:approve|reject}",
                    "/grants/derivatives/" + SharedGateway.DERIVATIVE + "/approve"),
            Map.entry("/calls/{logId}/{index:\\d{1,15}}", "/calls/" + CALL),
            Map.entry("/calls/{logId}/{index:\\d{1,15}}/bundle", "/calls/" + CALL + "/bundle"),
            Map.entry("/calls/{logId}/{index:\\d{1,15}}/verdict", "/calls/" + CALL + "/verdict"),
            Map.entry("/api/v1/receipts/{logId}/{index:\\d{1,15}}", "/api/v1/receipts/" + CALL),
            Map.entry("/api/v1/receipts/{logId}/{index:\\d{1,15}}/bundle", "/api/v1/receipts/" + CALL + "/bundle"),
            Map.entry("/api/v1/receipts/{logId}/{index:\\d{1,15}}/verdict", "/api/v1/receipts/" + CALL + "/verdict"),
            Map.entry("/settlements/dispute/{logId}/{index:\\d{1,15}}", "/settlements/dispute/" + CALL),
            Map.entry("/api/v1/{collection:[a-z-]+}/{id}", "/api/v1/grants/" + TestDeal.GRANT_R1),
            Map.entry(
                    "/api/v1/allowances/{grantId}/{action:VIEW|PROCESS|DOWNLOAD}",
                    "/api/v1/allowances/" + TestDeal.GRANT_R1 + "/PROCESS"),
            Map.entry("/api/v1/ledger/{*key}", "/api/v1/ledger/grant/" + TestDeal.GRANT_R1),
            Map.entry("/ask", "/ask?key=grant/" + TestDeal.GRANT_R1),
            Map.entry("/ask/answer", "/ask/answer?key=allowance/" + TestDeal.GRANT_R1 + "/PROCESS"));

    /** What belongs to the order, to which the second hospital is a party too. */
    private static final Map<String, String> OF_ORDER = Map.of(
            "/settlements/{orderId}/{period:\\d{1,7}}",
            "/settlements/" + TestDeal.ORDER + "/1",
            "/settlements/{orderId}/{period:\\d{1,7}}/{verb:close|calculate|confirm|enforce|pay|notice|treasury}",
            "/settlements/" + TestDeal.ORDER + "/2/confirm",
            "/api/v1/{collection:settlements|tariffs}/{id}/{number:\\d+}",
            "/api/v1/settlements/" + TestDeal.ORDER + "/1",
            "/settlements/disputes/{disputeId}/{verb:uphold|dismiss}",
            "/settlements/disputes/D-000000000000000000000001/uphold");

    /** Lists and exports: nobody outside may find anything of the deal in them. */
    private static final Map<String, String> LISTS = Map.of(
            "/grants", "/grants",
            "/grants.csv", "/grants.csv",
            "/calls", "/calls",
            "/calls.csv", "/calls.csv",
            "/settlements", "/settlements",
            "/settlements.csv", "/settlements.csv",
            "/api/v1/receipts", "/api/v1/receipts",
            "/api/v1/supervision", "/api/v1/supervision",
            "/api/v1/{collection:[a-z-]+}", "/api/v1/grants",
            "/", "/");

    /** Shows nothing that belongs to anybody, or only the reader's own doing. */
    private static final List<String> NOBODYS = List.of(
            "/login",
            "/language",
            "/frame/ledger",
            "/verify",
            "/api/v1/ledger",
            "/submissions/{id}",
            "/submissions/{id}/state",
            "/api/v1/submissions/{id}",
            "/calls/logs/{logId}/write-off");

    private static final List<String> COLLECTIONS = List.of(
            "resources",
            "authorisations",
            "scenarios",
            "orders",
            "grants",
            "allowances",
            "consents",
            "totals",
            "settlements",
            "accounts",
            "disputes",
            "credits",
            "deletions",
            "derivatives",
            "differences");

    private final TestGateway gateway = SharedGateway.gateway();

    @Test
    void knows_every_mapping_that_reads() {
        TreeSet<String> mapped = new TreeSet<>();
        gateway.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((info, method) -> {
                    boolean reads = info.getMethodsCondition().getMethods().contains(RequestMethod.GET);
                    if (reads && method.getBeanType().getName().startsWith("io.kontor.")) {
                        mapped.addAll(info.getPatternValues());
                    }
                });
        TreeSet<String> known = new TreeSet<>(NOBODYS);
        known.addAll(PRIVATE.keySet());
        known.addAll(OF_ORDER.keySet());
        known.addAll(LISTS.keySet());
        assertThat(mapped).isEqualTo(known);
    }

    @ParameterizedTest
    @MethodSource("privatePaths")
    void shows_a_grant_and_its_calls_to_its_parties_and_their_regulators_only(String path) {
        for (String reader : List.of("f-h1", "f-ops", "q-ins", "f-data", "q-data")) {
            // A verdict needs a trust file, which this gateway has none of: then 409 says that the reader got so far; a
            // derivative is shown with its grant.
            assertThat(get(reader, path).statusCode())
                    .as("%s reads %s", reader, path)
                    .isIn(200, 302, 409);
        }
        for (String stranger : List.of("f-h2", "q-ops")) {
            assertNothing(stranger, path);
        }
    }

    @ParameterizedTest
    @MethodSource("orderPaths")
    void shows_an_order_and_its_settlement_to_its_parties_and_their_regulators_only(String path) {
        for (String reader : List.of("f-h2", "f-ops", "q-ins", "f-data", "q-data")) {
            assertThat(get(reader, path).statusCode())
                    .as("%s reads %s", reader, path)
                    .isEqualTo(200);
        }
        assertNothing("q-ops", path);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void lists_nothing_of_the_deal_to_members_outside(String path) {
        assertThat(get("f-data", path).statusCode()).isEqualTo(200);
        HttpResponse<String> stranger = get("q-ops", path);
        assertThat(stranger.statusCode()).isEqualTo(200);
        assertThat(stranger.body()).doesNotContain("agreement-r", "O-2026", "log-f-h", "c0ffee", "SC-F");
        if (!path.contains("settlements")) {
            assertThat(get("f-h2", path).body())
                    .doesNotContain(TestDeal.GRANT_R1, TestDeal.GRANT_R3, TestDeal.GRANT_R4, "log-f-h1");
        }
    }

    @Test
    void opens_the_members_directory_to_every_account() {
        for (String collection : List.of("cities", "members", "products", "tariffs", "logs", "heads")) {
            assertThat(get("q-ops", "/api/v1/" + collection).body())
                    .as(collection)
                    .contains("transactionId");
        }
    }

    @ParameterizedTest
    @MethodSource("actions")
    void lets_nobody_act_on_what_he_may_not_read(String path, String body) {
        assertThat(Http.basic(gateway, "q-ops")
                        .post(path, "across-" + path.hashCode(), body)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void takes_a_regulator_for_one_only_when_the_ledger_does() {
        assertThat(get("q-data", "/api/v1/grants?supplier=F-H2").body()).contains(TestDeal.GRANT_R2);
        assertThat(get("false-regulator", "/api/v1/grants").body()).doesNotContain("agreement-");
    }

    private void assertNothing(String reader, String path) {
        HttpResponse<String> answer = get(reader, path);
        assertThat(answer.statusCode()).as("%s reads %s", reader, path).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("R1", "termsHash", "signatures");
    }

    private HttpResponse<String> get(String reader, String path) {
        return Http.basic(gateway, reader).get(path);
    }

    private static Stream<String> privatePaths() {
        return PRIVATE.values().stream().sorted();
    }

    private static Stream<String> orderPaths() {
        return OF_ORDER.values().stream().sorted();
    }

    private static Stream<String> lists() {
        return Stream.concat(
                LISTS.values().stream().sorted(), COLLECTIONS.stream().map(name -> "/api/v1/" + name));
    }

    private static Stream<org.junit.jupiter.params.provider.Arguments> actions() {
        String digest = "0".repeat(64);
        return Stream.of(
                        new String[] {
                            "/api/v1/grants/" + TestDeal.GRANT_R4 + "/sign", "{\"termsHash\":\"" + digest + "\"}"
                        },
                        new String[] {"/api/v1/grants/" + TestDeal.GRANT_R1 + "/terminate", "{\"reason\":\"x\"}"},
                        new String[] {"/api/v1/settlements/" + TestDeal.ORDER + "/2/confirm", "{\"charge\":384}"},
                        new String[] {"/api/v1/settlements/" + TestDeal.ORDER + "/3/close", "{}"},
                        new String[] {"/api/v1/receipts/" + CALL + "/dispute", "{\"ground\":\"x\"}"},
                        new String[] {
                            "/api/v1/derivatives/" + SharedGateway.DERIVATIVE + "/approve", "{\"reason\":\"x\"}"
                        },
                        new String[] {"/api/v1/disputes/D-000000000000000000000001/uphold", "{\"decision\":\"x\"}"})
                .map(action -> org.junit.jupiter.params.provider.Arguments.of((Object[]) action));
    }
}
