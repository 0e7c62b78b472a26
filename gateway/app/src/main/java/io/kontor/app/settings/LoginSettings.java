package io.kontor.app.settings;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of logging in.
 *
 * @param failuresMax failed tries of one account or from one address within the window, after which further tries are refused
 * @param windowSeconds length of the window
 */
public record LoginSettings(
        @DefaultValue("10") @Min(1) int failuresMax,
        @DefaultValue("300") @Min(1) int windowSeconds) {}
