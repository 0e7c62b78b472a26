package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.SharedGateway;
import io.kontor.app.testing.TestDeal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** REST-8 and REST-9. */
class SupervisionTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void sums_up_calls_refusals_coverage_counts_and_logs_REST_9() {
        JsonNode summary = get("f-data", "/api/v1/supervision");
        assertThat(summary.get("calls").asLong()).isEqualTo(20);
        assertThat(summary.get("actions").get("PROCESS").get("usage").asLong()).isEqualTo(288);
        assertThat(summary.get("outcomes").toString()).isEqualTo("{\"DENIED\":4,\"HIT\":15,\"MISS\":1}");
        assertThat(summary.get("refusals").toString())
                .isEqualTo("{\"CONSENT_CONSUMED\":1,\"COUNT\":1,\"PURPOSE\":1,\"USER\":1}");
        assertThat(summary.get("scenarios").get("SC-F-marketing").get("refused").asLong())
                .isEqualTo(1);
        assertThat(summary.get("consent").get("percent").asString()).isEqualTo("100.0");
        assertThat(summary.get("counts").size()).isEqualTo(4);
        assertThat(summary.get("counts").findValuesAsString("equal")).containsOnlyOnce("false");
        assertThat(summary.get("logs").findValuesAsString("state"))
                .containsOnly("VERIFIED")
                .hasSize(4);
    }

    @Test
    void takes_the_filters_of_the_receipts() {
        JsonNode summary = get("f-data", "/api/v1/supervision?logId=log-f-h2");
        assertThat(summary.get("calls").asLong()).isEqualTo(5);
    }

    @Test
    void asks_the_ledger_itself_and_compares_byte_by_byte_REST_8() {
        JsonNode answer = get("q-ins", "/api/v1/ledger/grant/" + TestDeal.GRANT_R2);
        assertThat(answer.get("sameAsIndex").asBoolean()).isTrue();
        assertThat(answer.get("record").get("grantId").asString()).isEqualTo(TestDeal.GRANT_R2);
        assertThat(answer.get("history").get(0).get("function").asString()).isEqualTo("grant:propose");
        JsonNode state = get("q-ins", "/api/v1/ledger");
        assertThat(state.get("connected").asBoolean()).isTrue();
        assertThat(state.get("behind").asLong()).isZero();
    }

    private JsonNode get(String reader, String path) {
        return json.readTree(
                Http.basic(SharedGateway.gateway(), reader).get(path).body());
    }
}
