package io.kontor.runtime.config;

import io.kontor.extension.http.ApiKeyExtension;
import java.util.HashMap;
import java.util.Map;

/** Translates the connector's configuration into EDC's settings. Nothing else sets one: neither environment nor system properties. */
public final class EdcSettings {
    /** Path of the Dataspace Protocol below its port. */
    public static final String PROTOCOL_PATH = "/dsp";

    private EdcSettings() {}

    /**
     * Translates.
     *
     * @param config the connector's configuration
     * @return EDC settings, our own keys among them
     */
    public static Map<String, String> of(ConnectorConfig config) {
        Map<String, String> settings = new HashMap<>();
        config.values().forEach((key, value) -> settings.put(key.key(), value));
        identity(config, settings);
        listeners(config, settings);
        stateMachines(config, settings);
        settings.put("edc.datasource.default.url", config.get(ConfigKey.DATABASE_URL));
        settings.put("edc.datasource.default.pool.connections.max-total", "16");
        settings.put("edc.datasource.default.pool.connections.min-idle", "2");
        settings.put("edc.datasource.default.pool.connections.max-idle", "16");
        settings.put("edc.sql.schema.autocreate", "false");
        settings.put("edc.policy.validation.enabled", "true");
        settings.put("edc.edr.receiver.sync", "true");
        settings.put("edc.core.retry.retries.max", "2");
        return settings;
    }

    private static void identity(ConnectorConfig config, Map<String, String> settings) {
        String participant = config.get(ConfigKey.PARTICIPANT_ID);
        settings.put("edc.participant.id", participant);
        settings.put("edc.participant.context.id", participant);
        settings.put("edc.component.id", participant + "-connector");
        settings.put("edc.hostname", config.get(ConfigKey.HOST));
        settings.put("edc.dsp.callback.address", protocolUrl(config));
    }

    private static void listeners(ConnectorConfig config, Map<String, String> settings) {
        settings.put("web.http.port", config.get(ConfigKey.PORT_HEALTH));
        settings.put("web.http.path", "/api");
        listener(settings, "management", config.get(ConfigKey.PORT_MANAGEMENT), "/management");
        listener(settings, "control", config.get(ConfigKey.PORT_CONTROL), "/control");
        listener(settings, "protocol", config.get(ConfigKey.PORT_PROTOCOL), PROTOCOL_PATH);
        authenticated(settings, "default", config.get(ConfigKey.KEY_MANAGEMENT));
        authenticated(settings, "management", config.get(ConfigKey.KEY_MANAGEMENT));
        authenticated(settings, "control", config.get(ConfigKey.KEY_CONTROL));
        settings.put("edc.management.context.enabled", "true");
    }

    private static void listener(Map<String, String> settings, String context, String port, String path) {
        settings.put("web.http." + context + ".port", port);
        settings.put("web.http." + context + ".path", path);
    }

    private static void authenticated(Map<String, String> settings, String context, String key) {
        settings.put("web.http." + context + ".auth.type", ApiKeyExtension.TYPE);
        settings.put("web.http." + context + ".auth.key", key);
    }

    private static void stateMachines(ConnectorConfig config, Map<String, String> settings) {
        for (String machine : new String[] {
            "edc.negotiation.consumer", "edc.negotiation.provider", "edc.transfer", "edc.policy.monitor"
        }) {
            settings.put(machine + ".state-machine.iteration-wait-millis", config.get(ConfigKey.POLLING_MS));
        }
    }

    private static String protocolUrl(ConnectorConfig config) {
        String url = config.get(ConfigKey.PROTOCOL_URL);
        String base = url.isEmpty()
                ? "http://" + config.get(ConfigKey.HOST) + ":" + config.get(ConfigKey.PORT_PROTOCOL)
                : url;
        return base + PROTOCOL_PATH;
    }
}
