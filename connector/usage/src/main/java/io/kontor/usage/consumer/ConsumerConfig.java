package io.kontor.usage.consumer;

import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.usage.journal.Durability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * How a consumer's journal runs.
 *
 * @param folder folder of the journal, one per process
 * @param durability when a record counts as durable
 * @param anchorInterval {@code anchor-interval-s} of the suppliers: a receipt must stand under an anchored head within two of them
 * @param callbacks runs what depends on stages
 * @param suite {@code suite}: name of the federation's crypto suite ({@code intl})
 */
public record ConsumerConfig(
        Path folder, Durability durability, Duration anchorInterval, Executor callbacks, String suite) {

    public ConsumerConfig {
        CryptoSuites.named(suite);
    }

    /** The configuration of a journal with the suite {@code intl}. */
    public ConsumerConfig(Path folder, Durability durability, Duration anchorInterval, Executor callbacks) {
        this(folder, durability, anchorInterval, callbacks, CryptoSuites.INTL);
    }
}
