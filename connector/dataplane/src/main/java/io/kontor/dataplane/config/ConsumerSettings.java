package io.kontor.dataplane.config;

import io.kontor.crypto.suite.CryptoException;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.dataplane.http.ListenerSettings;
import java.io.IOException;
import java.nio.file.Files;
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
 * @param suite {@code suite} (intl): crypto suite of the federation, intl or sm
 * @param memberKey {@code member-key}: PKCS#8 (DER) of the pinned connector key that signs openings and heads; the ledger identity's own in
 *     suite intl where it is left out
 * @param trustRoots {@code peer.tls-roots}: PEM of the authorities of the suppliers' TLS certificates
 */
public record ConsumerSettings(
        ListenerSettings listener,
        String apiKey,
        String managementUrl,
        String managementKey,
        Duration transferWait,
        Duration anchorInterval,
        String suite,
        Optional<Path> memberKey,
        Optional<Path> trustRoots) {

    public ConsumerSettings {
        if (memberKey.isEmpty() && !suite.equals(CryptoSuites.INTL)) {
            throw new ConfigException("Cannot start: key 'member-key' is missing, suite " + suite
                    + " needs a key of its own beside the ledger's");
        }
    }

    /** The key that {@code member-key} names. */
    public Optional<SigningKey> signingKey() {
        return memberKey.map(file -> {
            try {
                return CryptoSuites.named(suite).signingKey(Files.readAllBytes(file));
            } catch (IOException | CryptoException e) {
                throw new ConfigException("Cannot start: member-key " + file + " cannot be used: " + e.getMessage(), e);
            }
        });
    }

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
                config.suite(),
                config.optionalPath("member-key"),
                config.optionalPath("peer.tls-roots"));
    }
}
