package io.kontor.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.app.testing.FakeLedger;
import io.kontor.app.testing.TestDatabase;
import io.kontor.app.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/** CFG-1. */
class SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "kontor.mirror.intervall-ms, 100, kontor.mirror.intervall-ms",
        "kontor.mirror.batch, 1001, 1000",
        "kontor.mirror.suite, rsa, intl or sm",
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
            assertThat(gateway.bean(Environment.class).getProperty("server.address"))
                    .isEqualTo("127.0.0.1");
        }
    }

    @Test
    void reads_a_property_file_as_utf_8_and_names_the_file_of_a_mistake() throws IOException {
        Path folder = TestGateway.folder();
        Path file = Files.writeString(
                folder.resolve("gateway.properties"), "kontor.login.failures-max=7\nname=\u6f14\u793a");
        FakeLedger ledger = new FakeLedger("L");
        String url = TestDatabase.shared().create("settings_file");
        Map<String, String> place =
                Map.of("spring.config.additional-location", file.toUri().toString());
        try (TestGateway gateway = TestGateway.start(url, folder, identity -> ledger, place)) {
            assertThat(gateway.bean(GatewaySettings.class).login().failuresMax())
                    .isEqualTo(7);
            assertThat(gateway.bean(Environment.class).getProperty("name")).isEqualTo("\u6f14\u793a");
        }
        Files.writeString(file, "kontor.login.failures=7");
        assertThatThrownBy(() -> TestGateway.start(url, folder, identity -> ledger, place))
                .satisfies(e -> assertThat(messages(e)).contains("kontor.login.failures"));
    }

    private static String messages(Throwable e) {
        return e.getMessage() + " " + NestedExceptionUtils.getMostSpecificCause(e);
    }
}
