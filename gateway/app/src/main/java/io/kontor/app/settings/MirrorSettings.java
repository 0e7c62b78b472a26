package io.kontor.app.settings;

import io.kontor.crypto.suite.CryptoSuites;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How receipt logs are mirrored (docs/spec/receipt-log.md, LOG-5 to LOG-7).
 *
 * @param identities identities of the wallet that pull, {@code <participantId>/<keyId>}; one mirror each; none: no mirror
 * @param suite crypto suite that they sign requests in, the federation's (CRY-11): intl or sm
 * @param intervalMs pause between two pulls of a log, in milliseconds
 * @param batch leaves asked for at once, 1 to 1000
 * @param timeoutMs longest wait for an answer of a log, in milliseconds
 */
public record MirrorSettings(
        @DefaultValue List<String> identities,

        @DefaultValue(CryptoSuites.INTL) @Pattern(regexp = "intl|sm", message = "must be intl or sm") String suite,

        @DefaultValue("5000") @Min(100) int intervalMs,
        @DefaultValue("500") @Min(1) @Max(1000) int batch,
        @DefaultValue("10000") @Min(100) int timeoutMs) {}
