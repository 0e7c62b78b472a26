package io.kontor.dataplane.config;

import io.kontor.dataplane.http.ListenerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The consumer's side.
 *
 * @param listener {@code app.host} (127.0.0.1), {@code app.port}
 * @param apiKey {@code app.api-key} or {@code app.api-key-file}: at least 16 characters
 * @param managementUrl {@code edc.management-url}: the own control plane, for example {@code http://127.0.0.1:19193/management}
 * @param managementKey {@code edc.management-api-key} or {@code -file}
 * @param transferWait {@code edc.transfer-wait-s} (30): longest wait for a started transfer and its address
 * @param trustRoots {@code peer.tls-roots}: PEM of the authorities of the suppliers' TLS certificates
 */
public record ConsumerConfig(
        ListenerSettings listener,
        String apiKey,
        String managementUrl,
        String managementKey,
        Duration transferWait,
        Optional<Path> trustRoots) {

    static ConsumerConfig read(ConfigFile config) {
        return new ConsumerConfig(
                new ListenerSettings(
                        "application listener",
                        config.text("app.host", "127.0.0.1"),
                        config.port("app.port"),
                        Optional.empty(),
                        1_024,
                        1_000),
                config.secret("app.api-key"),
                config.required("edc.management-url"),
                config.secret("edc.management-api-key"),
                config.seconds("edc.transfer-wait-s", 30, 600),
                config.optionalPath("peer.tls-roots"));
    }
}
