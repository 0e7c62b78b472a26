package io.kontor.runtime;

import io.kontor.runtime.config.ConfigKey;
import io.kontor.runtime.config.ConnectorConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Finds a taken port before anything starts, so that the message can name the key to change. */
final class PortCheck {
    private PortCheck() {}

    static void requireFree(ConnectorConfig config) throws StartException {
        for (Map.Entry<ConfigKey, Integer> port : config.ports().entrySet()) {
            requireFree(config.get(ConfigKey.HOST), port.getKey().key(), port.getValue());
        }
    }

    private static void requireFree(String host, String key, int port) throws StartException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException e) {
            throw new StartException(
                    "Cannot listen on " + host + ":" + port + " (" + key + "): " + e.getMessage()
                            + "; stop the process that holds it or set another port",
                    e);
        }
    }
}
