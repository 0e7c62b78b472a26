package io.kontor.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ACC-4: whose a record is, by its key. */
class RecordScopeTest {

    private static final JsonObject DERIVATIVE = CanonicalJson.parse("{\"grantId\":\"G-1\"}");

    @ParameterizedTest
    @CsvSource({
        "acknowledged/O-1/1/G-1/PROCESS/L-1, ORDER, O-1",
        "difference/O-1/1/G-1/PROCESS, ORDER, O-1",
        "silence/O-1/1, ORDER, O-1",
        "enforced/O-1/1/CONFIRMED, ORDER, O-1",
        "due/001795190400000/G-1, GRANT, G-1",
        "open-units/G-1/PROCESS/L-1, GRANT, G-1",
        "derivative/DV-1, GRANT, G-1",
        "write-off/L-1, OPEN, ''"
    })
    void records_of_settlements_units_and_derivatives_belong_to_their_order_or_grant(
            String key, String kind, String id) {
        RecordScope scope = RecordScope.of(key, DERIVATIVE);
        assertThat(scope.kind()).isEqualTo(kind);
        assertThat(scope.id()).isEqualTo(id);
    }
}
