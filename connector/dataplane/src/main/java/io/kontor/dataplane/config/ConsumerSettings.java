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
 * @param anchorInterval {@code consumer.anchor-interval-s} (30): of the suppliers; receipts must stand under an anchored head within two
 * @param trustRoots {@code peer.tls-roots}: PEM of the authorities of the suppliers' TLS certificates
 */
public record ConsumerSettings(
        ListenerSettings listener,
        String apiKey,
        String managementUrl,
        String managementKey,
        Duration transferWait,
        Duration anchorInterval,
        Optional<Path> trustRoots) {

    static ConsumerSettings read(ConfigFile config) {
        return new ConsumerSettings(
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
                config.seconds("consumer.anchor-interval-s", 30, 86_400),
                config.optionalPath("peer.tls-roots"));
    }
}
