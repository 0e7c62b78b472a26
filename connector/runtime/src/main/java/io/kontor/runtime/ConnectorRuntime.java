package io.kontor.runtime;

import io.kontor.extension.http.StartGate;
import io.kontor.runtime.config.ConfigKey;
import io.kontor.runtime.config.ConnectorConfig;
import io.kontor.runtime.config.EdcSettings;
import io.kontor.runtime.migration.ConnectorSchema;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.eclipse.edc.boot.system.runtime.BaseRuntime;
import org.eclipse.edc.spi.EdcException;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.eclipse.edc.spi.system.ServiceExtensionContext;
import org.eclipse.edc.spi.system.configuration.Config;
import org.eclipse.edc.spi.system.configuration.ConfigFactory;
import org.jspecify.annotations.Nullable;

/**
 * One connector: EDC's control plane with our extensions, configured by {@link ConnectorConfig} alone. Start it once, stop it once.
 */
public final class ConnectorRuntime extends BaseRuntime implements AutoCloseable {
    private final ConnectorConfig config;
    private @Nullable ServiceExtensionContext booted;
    private @Nullable LineMonitor lines;

    private ConnectorRuntime(ConnectorConfig config, ExtensionSet extensions) {
        super(extensions);
        this.config = config;
    }

    /**
     * Migrates the database and boots the connector of the class path.
     *
     * @param config configuration
     * @return the running connector
     */
    public static ConnectorRuntime start(ConnectorConfig config) {
        return start(config, List.of());
    }

    /**
     * Migrates the database and boots the connector with services of the caller's choice, for an embedding process or a test.
     *
     * @param config configuration
     * @param replacements extensions that take the place of the ledger's
     * @return the running connector
     */
    public static ConnectorRuntime start(ConnectorConfig config, List<ServiceExtension> replacements) {
        ConnectorSchema.migrate(
                config.get(ConfigKey.DATABASE_URL),
                config.get(ConfigKey.DATABASE_USER),
                config.get(ConfigKey.DATABASE_PASSWORD));
        ConnectorRuntime runtime = new ConnectorRuntime(config, new ExtensionSet(replacements));
        runtime.boot(false);
        runtime.context().getService(StartGate.class).open();
        return runtime;
    }

    @Override
    protected ServiceExtensionContext createServiceExtensionContext(Config ignored) {
        ServiceExtensionContext created =
                super.createServiceExtensionContext(ConfigFactory.fromMap(EdcSettings.of(config)));
        booted = created;
        return created;
    }

    private ServiceExtensionContext context() {
        return Objects.requireNonNull(booted, "the runtime is booted");
    }

    @Override
    protected Monitor createMonitor() {
        LineMonitor created = new LineMonitor(
                LineMonitor.Level.valueOf(config.get(ConfigKey.LOG_LEVEL)), System.out, Clock.systemUTC());
        lines = created;
        return created;
    }

    @Override
    protected void onError(Throwable e) {
        throw new EdcException(e);
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.end();
        }
        shutdown();
    }
}
