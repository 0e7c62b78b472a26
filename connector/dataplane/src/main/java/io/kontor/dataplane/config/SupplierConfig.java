package io.kontor.dataplane.config;

import io.kontor.dataplane.call.DownloadBounds;
import io.kontor.dataplane.http.ListenerSettings;
import io.kontor.usage.engine.UsageEngineConfig;
import io.kontor.usage.journal.Durability;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The supplier's side.
 *
 * @param logId {@code log-id}: receipt log of this instance, unique on the ledger
 * @param publicListener {@code public.host} (127.0.0.1), {@code public.port}, {@code public.tls-certificate}, {@code public.tls-private-key}
 *     (PEM), {@code connections-per-peer} (256), {@code requests-per-second-per-peer} (100)
 * @param publicAddress {@code public.address}: base URL for consumers and mirrors, where it is not the listener's own
 * @param control {@code control.host} (127.0.0.1), {@code control.port}
 * @param controlKey {@code control.api-key} or {@code control.api-key-file}: at least 16 characters
 * @param keyFile {@code key-file} (state-folder/instance.key): 32 bytes that seal all other keys; made when missing
 * @param enforcement {@code enforcement} (on): off for benchmarks of synthetic sources alone (DPL-71)
 * @param durability {@code durability} (disk): disk or os
 * @param suite {@code suite} (intl): crypto suite of the federation, intl or sm
 * @param timing {@code anchor-interval-s} (30), {@code max-staleness-s} (60), {@code session-minutes} (15), {@code grant-refresh-s} (30)
 * @param limits {@code instances} (1), {@code max-sessions} (4096), {@code max-in-flight} (4096), {@code journal-queue} (8192),
 *     {@code journal-segment-bytes} (16777216), {@code journal-retention-days} (0)
 * @param workers {@code workers} (8): calls at sources at once
 * @param workerQueue {@code worker-queue} (64): calls that wait for a worker
 * @param downloads {@code max-object-bytes} (1073741824), {@code resume-window-s} (300), {@code open-downloads} (256)
 * @param sources {@code source.<name>.…}
 */
public record SupplierConfig(
        String logId,
        ListenerSettings publicListener,
        Optional<String> publicAddress,
        ListenerSettings control,
        String controlKey,
        Optional<Path> keyFile,
        Enforcement enforcement,
        Durability durability,
        String suite,
        UsageEngineConfig.Timing timing,
        UsageEngineConfig.Limits limits,
        int workers,
        int workerQueue,
        DownloadBounds downloads,
        List<SourceConfig> sources) {

    private static final int DAY_SECONDS = 86_400;

    public SupplierConfig {
        sources = List.copyOf(sources);
        if (enforcement == Enforcement.OFF) {
            requireSynthetic(sources);
        }
    }

    /** Without enforcement nothing may be served behind which there is data. */
    private static void requireSynthetic(List<SourceConfig> sources) {
        if (sources.size() != 1 || !(sources.get(0) instanceof SourceConfig.Synthetic)) {
            throw new ConfigException("Cannot start: key 'enforcement' is off, which benchmarks may set that serve one"
                    + " source of kind synthetic and no other");
        }
    }

    static SupplierConfig read(ConfigFile config) {
        int connections = config.number("connections-per-peer", 256, 1, 100_000);
        int requests = config.number("requests-per-second-per-peer", 100, 1, 1_000_000);
        return new SupplierConfig(
                config.required("log-id"),
                new ListenerSettings(
                        "public listener",
                        config.text("public.host", "127.0.0.1"),
                        config.port("public.port"),
                        tls(config, "public."),
                        connections,
                        requests),
                config.optional("public.address"),
                new ListenerSettings(
                        "control listener",
                        config.text("control.host", "127.0.0.1"),
                        config.port("control.port"),
                        Optional.empty(),
                        connections,
                        requests),
                config.secret("control.api-key"),
                config.optionalPath("key-file"),
                config.constant("enforcement", Enforcement.ON),
                config.constant("durability", Durability.DISK),
                config.suite(),
                timing(config),
                limits(config),
                config.number("workers", 8, 1, 256),
                config.number("worker-queue", 64, 0, 10_000),
                new DownloadBounds(
                        config.number("max-object-bytes", 1L << 30, 1L, 1L << 40),
                        config.seconds("resume-window-s", 300, DAY_SECONDS),
                        config.number("open-downloads", 256, 1, 100_000)),
                config.namesUnder("source.").stream()
                        .map(name -> SourceConfig.read(config, name))
                        .toList());
    }

    static Optional<ListenerSettings.Tls> tls(ConfigFile config, String prefix) {
        Optional<Path> certificate = config.optionalPath(prefix + "tls-certificate");
        Optional<Path> key = config.optionalPath(prefix + "tls-private-key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new ConfigException("Cannot start: give both keys '" + prefix + "tls-certificate' and '" + prefix
                    + "tls-private-key', or neither");
        }
        return certificate.map(chain -> new ListenerSettings.Tls(chain, key.orElseThrow()));
    }

    private static UsageEngineConfig.Timing timing(ConfigFile config) {
        return new UsageEngineConfig.Timing(
                config.seconds("anchor-interval-s", 30, DAY_SECONDS),
                config.seconds("max-staleness-s", 60, DAY_SECONDS),
                config.seconds("session-minutes", 15, 15).multipliedBy(60),
                config.seconds("grant-refresh-s", 30, DAY_SECONDS));
    }

    private static UsageEngineConfig.Limits limits(ConfigFile config) {
        return new UsageEngineConfig.Limits(
                config.number("instances", 1, 1, 64),
                config.number("max-sessions", 4_096, 1, 1_000_000),
                config.number("max-in-flight", 4_096, 1, 1_000_000),
                config.number("journal-queue", 8_192, 1, 1_000_000),
                config.number("journal-segment-bytes", 16 << 20, 2 << 20, 1 << 30),
                config.number("journal-retention-days", 0, 0, 36_500));
    }
}
