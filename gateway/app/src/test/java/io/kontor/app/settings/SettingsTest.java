package io.kontor.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.app.testing.FakeLedger;
import io.kontor.app.testing.TestDatabase;
import io.kontor.app.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.NestedExceptionUtils;

/** CFG-1. */
class SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "kontor.mirror.intervall-ms, 100, kontor.mirror.intervall-ms",
        "kontor.mirror.batch, 1001, 1000",
        "kontor.wallet, '', wallet",
        "kontor.ledger.kind, ETHEREUM, ETHEREUM"
    })
    void stops_the_start_at_an_unknown_key_or_a_value_out_of_bounds_and_names_it(
            String key, String value, String named) {
        FakeLedger ledger = new FakeLedger("L");
        String url = TestDatabase.shared().create("settings_" + Integer.toHexString((key + value).hashCode()));
        assertThatThrownBy(() -> TestGateway.start(url, TestGateway.folder(), identity -> ledger, Map.of(key, value)))
                .satisfies(e -> assertThat(messages(e)).contains(named));
    }

    @Test
    void listens_on_loopback_unless_told_otherwise() {
        FakeLedger ledger = new FakeLedger("L");
        String url = TestDatabase.shared().create("settings_loopback");
        try (TestGateway gateway = TestGateway.start(url, TestGateway.folder(), identity -> ledger, Map.of())) {
            assertThat(gateway.bean(org.springframework.core.env.Environment.class)
                            .getProperty("server.address"))
                    .isEqualTo("127.0.0.1");
        }
    }

    private static String messages(Throwable e) {
        return e.getMessage() + " " + NestedExceptionUtils.getMostSpecificCause(e);
    }
}
