package io.kontor.app.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * All settings under {@code kontor}; an unknown key stops the start. The database is {@code spring.datasource.*}, the listener
 * {@code server.address} (127.0.0.1 by default) and {@code server.port}.
 *
 * @param federation name of the federation, shown in the top bar
 * @param participantId member that runs this gateway, e.g. {@code F-DATA}
 * @param accountsFile local accounts (docs/spec/rest.md, ACC-1)
 * @param wallet folder of the identities that people and the gateway itself sign with (ACC-3)
 * @param ledger the ledger
 * @param mirror the log mirrors
 * @param evidence evidence bundles
 * @param login bounds of logging in
 */
@Validated
@ConfigurationProperties(prefix = "kontor", ignoreUnknownFields = false)
public record GatewaySettings(
        @DefaultValue("Kontor") String federation,
        @NotBlank String participantId,
        @NotNull Path accountsFile,
        @NotNull Path wallet,
        @NotNull @Valid LedgerSettings ledger,
        @DefaultValue @Valid MirrorSettings mirror,
        @DefaultValue EvidenceSettings evidence,
        @DefaultValue @Valid LoginSettings login) {

    /**
     * Settings of evidence bundles.
     *
     * @param trustFile trust file that bundles are verified with; without one verification is not offered
     */
    public record EvidenceSettings(@Nullable Path trustFile) {

        /** The trust file, where there is one; the binder knows no optional paths. */
        public Optional<Path> trust() {
            return Optional.ofNullable(trustFile);
        }
    }
}
