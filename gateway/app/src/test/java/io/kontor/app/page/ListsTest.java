package io.kontor.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.SharedGateway;
import io.kontor.app.testing.TestDeal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** REST-1 to REST-5 and REST-7: lists, their pages, their filters and their failures. */
class ListsTest {

    private final Http regulator = Http.basic(SharedGateway.gateway(), "f-data");
    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"time", "-time", "log", "-log", "outcome", "usage", "-usage"})
    void turns_all_pages_of_a_sorted_list_and_meets_every_receipt_once(String sort) {
        List<String> met = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/api/v1/receipts?limit=3&sort=" + sort + cursor);
            page.get("items").forEach(item -> met.add(item.get("logId").asString() + item.get("index")));
            cursor = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
        } while (!cursor.isEmpty());
        assertThat(met).hasSize(20).hasSameSizeAs(new HashSet<>(met));
        assertThat(met).isNotEqualTo(get("/api/v1/receipts?sort=time"));
    }

    @Test
    void names_the_transaction_and_the_block_of_each_record_REST_4() {
        JsonNode found = get("/api/v1/orders/" + TestDeal.ORDER);
        assertThat(found.get("transactionId").asString()).isEqualTo("tx-18");
        assertThat(found.get("block").asLong()).isEqualTo(18);
        assertThat(found.get("record").get("buyer").asString()).isEqualTo("Q-INS");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/receipts?outcome=DENIED, 4",
        "/api/v1/receipts?refusal=COUNT, 1",
        "/api/v1/receipts?action=VIEW&outcome=HIT, 3",
        "/api/v1/receipts?scenarioId=SC-F-marketing, 1",
        "/api/v1/receipts?logId=log-f-h2, 5",
        "/api/v1/receipts?anchored=no, 0",
        "/api/v1/receipts?from=2026-11-21&until=2026-11-21, 20",
        "/api/v1/receipts?until=2026-11-20, 0",
        "/api/v1/receipts?orderId=O-2026-0001&period=2, 0",
        "/api/v1/grants?status=PROPOSED, 1",
        "/api/v1/grants?supplier=F-H2, 1",
        "/api/v1/resources?dataClass=DOCUMENT, 1",
        "/api/v1/allowances?action=VIEW, 1",
        "/api/v1/disputes?status=UPHELD, 1"
    })
    void finds_what_a_filter_asks_for(String path, int found) {
        assertThat(get(path).get("items").size()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/receipts?limit=0, 400, MALFORMED",
        "/api/v1/receipts?limit=501, 400, MALFORMED",
        "/api/v1/receipts?sort=price, 400, MALFORMED",
        "/api/v1/receipts?colour=red, 400, MALFORMED",
        "/api/v1/receipts?cursor=bm90IGEgY3Vyc29y, 400, MALFORMED",
        "/api/v1/receipts?cursor=%25%25, 400, MALFORMED",
        "/api/v1/receipts?from=tomorrow, 400, MALFORMED",
        "/api/v1/users, 404, NOT_FOUND",
        "/api/v1/nothing/here/at/all, 404, NOT_FOUND",
        "/api/v1/submissions/not-a-uuid, 400, MALFORMED",
        "/api/v1/grants/G-none/sign, 405, METHOD_NOT_ALLOWED",
        "/api/v1/grants/G-none, 404, NOT_FOUND"
    })
    void answers_what_it_cannot_read_with_a_problem_and_its_code_REST_3(String path, int status, String code) {
        HttpResponse<String> answer = regulator.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json.readTree(answer.body()).get("code").asString()).isEqualTo(code);
        assertThat(answer.body()).contains("Cannot ").doesNotContain("Exception", "at io.kontor");
    }

    @Test
    void takes_a_cursor_for_the_list_and_sort_that_it_came_from_only() {
        String cursor = get("/api/v1/receipts?limit=3&sort=time").get("next").asString();
        assertThat(regulator.get("/api/v1/receipts?sort=usage&cursor=" + cursor).statusCode())
                .isEqualTo(400);
    }

    @Test
    void exports_what_is_filtered_as_csv_that_a_spreadsheet_reads_and_does_not_run() {
        HttpResponse<String> csv = regulator.get("/calls.csv?outcome=DENIED");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("calls.csv");
        assertThat(csv.body()).startsWith("\uFEFFtime,logId,index");
        assertThat(csv.body().lines()).hasSize(5);
        assertThat(new Csv(List.of("a", "b"))
                        .row(List.of("=1+1", "say \"x\", y"))
                        .text())
                .isEqualTo("\uFEFFa,b\r\n'=1+1,\"say \"\"x\"\", y\"\r\n");
    }

    @Test
    void describes_every_endpoint_REST_1() {
        JsonNode paths = json.readTree(Http.anonymous(SharedGateway.gateway())
                        .get("/v3/api-docs")
                        .body())
                .get("paths");
        assertThat(paths.propertyNames())
                .contains("/api/v1/receipts", "/api/v1/supervision", "/api/v1/{collection}", "/api/v1/ledger")
                .allMatch(path -> path.startsWith("/api/v1/"));
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer = regulator.get(path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }
}
