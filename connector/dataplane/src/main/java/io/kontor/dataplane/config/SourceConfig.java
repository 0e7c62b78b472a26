package io.kontor.dataplane.config;

import io.kontor.dataplane.document.DocumentFolder;
import io.kontor.dataplane.jdbc.AlgorithmKind;
import io.kontor.dataplane.jdbc.JdbcSettings;
import io.kontor.dataplane.jdbc.JdbcSource;
import io.kontor.dataplane.jdbc.RegisteredAlgorithm;
import io.kontor.dataplane.object.FileObjects;
import io.kontor.dataplane.source.ResourceSource;
import io.kontor.dataplane.synthetic.SyntheticSource;
import io.kontor.dataplane.synthetic.Upstream;
import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.MalformedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One source, {@code source.<name>.…}; {@code resource} says for which resource it is. */
public sealed interface SourceConfig {

    /** Resource that it serves. */
    String resourceId();

    /** Opens it. */
    ResourceSource open();

    /**
     * Kind {@code jdbc}.
     *
     * @param resourceId {@code .resource}
     * @param settings {@code jdbc-url}, {@code user}, {@code password} or {@code password-file}, {@code max-rows} (1000),
     *     {@code statement-timeout-ms} (5000), {@code pool-size} (4)
     * @param algorithms {@code algorithm.<id>.file}, {@code .sha256}, {@code .kind} (record or aggregate), {@code .min-group} (5)
     */
    record Jdbc(String resourceId, JdbcSettings settings, List<RegisteredAlgorithm> algorithms)
            implements SourceConfig {

        @Override
        public ResourceSource open() {
            return JdbcSource.open(resourceId, settings, algorithms);
        }
    }

    /**
     * Kind {@code documents}.
     *
     * @param resourceId {@code .resource}
     * @param folder {@code folder}
     * @param dpi {@code dpi} (110)
     */
    record Documents(String resourceId, Path folder, int dpi) implements SourceConfig {

        @Override
        public ResourceSource open() {
            return DocumentFolder.open(resourceId, folder, dpi);
        }
    }

    /**
     * Kind {@code files}.
     *
     * @param resourceId {@code .resource}
     * @param objects {@code object.<id>.file}, {@code .content-type} (application/octet-stream)
     */
    record Files(String resourceId, Map<String, FileObjects.Entry> objects) implements SourceConfig {

        @Override
        public ResourceSource open() {
            return FileObjects.open(resourceId, objects);
        }
    }

    /**
     * Kind {@code synthetic}: bytes for benchmarks, with no data behind them.
     *
     * @param resourceId {@code .resource}
     * @param bytes {@code .bytes} (1024)
     * @param upstream {@code .upstream-port}: port of the server on this machine that answers them; from memory when it is not given
     */
    record Synthetic(String resourceId, int bytes, Optional<Upstream.Address> upstream) implements SourceConfig {

        @Override
        public ResourceSource open() {
            return SyntheticSource.open(bytes, upstream);
        }
    }

    /** Reads the source of this name. */
    static SourceConfig read(ConfigFile config, String name) {
        String prefix = "source." + name + ".";
        String resourceId = config.required(prefix + "resource");
        String kind = config.required(prefix + "kind");
        return switch (kind) {
            case "jdbc" -> new Jdbc(resourceId, settings(config, prefix), algorithms(config, prefix));
            case "documents" ->
                new Documents(resourceId, config.path(prefix + "folder"), config.number(prefix + "dpi", 110, 36, 300));
            case "files" -> new Files(resourceId, objects(config, prefix));
            case "synthetic" ->
                new Synthetic(resourceId, config.number(prefix + "bytes", 1_024, 64, 65_536), upstream(config, prefix));
            default ->
                throw new ConfigException("Cannot start: key '" + prefix + "kind' is '" + kind
                        + "', must be jdbc, documents, files or synthetic");
        };
    }

    private static Optional<Upstream.Address> upstream(ConfigFile config, String prefix) {
        return config.optional(prefix + "upstream-port")
                .map(text -> new Upstream.Address(config.port(prefix + "upstream-port")));
    }

    private static JdbcSettings settings(ConfigFile config, String prefix) {
        return new JdbcSettings(
                config.required(prefix + "jdbc-url"),
                config.required(prefix + "user"),
                config.secret(prefix + "password"),
                config.number(prefix + "max-rows", 1_000, 1, 100_000),
                config.number(prefix + "statement-timeout-ms", 5_000, 1, 600_000),
                config.number(prefix + "pool-size", 4, 1, 64));
    }

    private static List<RegisteredAlgorithm> algorithms(ConfigFile config, String prefix) {
        return config.namesUnder(prefix + "algorithm.").stream()
                .map(id -> algorithm(config, prefix + "algorithm." + id + ".", id))
                .toList();
    }

    private static RegisteredAlgorithm algorithm(ConfigFile config, String prefix, String id) {
        try {
            return new RegisteredAlgorithm(
                    id,
                    config.constant(prefix + "kind", AlgorithmKind.class),
                    config.path(prefix + "file"),
                    Digest32.fromHex(config.required(prefix + "sha256")),
                    config.number(prefix + "min-group", 5, 2, 1_000_000));
        } catch (MalformedException e) {
            throw new ConfigException("Cannot start: keys '" + prefix + "…': " + e.getMessage(), e);
        }
    }

    private static Map<String, FileObjects.Entry> objects(ConfigFile config, String prefix) {
        Map<String, FileObjects.Entry> objects = new TreeMap<>();
        for (String id : config.namesUnder(prefix + "object.")) {
            String key = prefix + "object." + id + ".";
            objects.put(
                    id,
                    new FileObjects.Entry(
                            config.path(key + "file"), config.text(key + "content-type", "application/octet-stream")));
        }
        return objects;
    }
}
