package io.kontor.network.fabric;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What an orderer says of itself at its health listener. */
final class OrdererMetrics {
    private static final int PATIENCE_MS = 2_000;
    private static final Pattern LEADS =
            Pattern.compile("(?m)^consensus_\\w+_is_leader\\{channel=\"" + FabricNetwork.CHANNEL + "\"[^}]*} 1$");

    private OrdererMetrics() {}

    /** Whether the orderer with this health port leads the others. */
    static boolean leads(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MS);
            connection.setReadTimeout(PATIENCE_MS);
            try (InputStream in = connection.getInputStream()) {
                return LEADS.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .find();
            }
        } catch (IOException e) {
            return false; // it is down
        }
    }
}
