package io.kontor.dataplane.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a listener listens and what one peer may take of it.
 *
 * @param name what it is, for messages
 * @param host address to bind
 * @param port port, 0 for any free one
 * @param tls certificate and key where it speaks TLS
 * @param connectionsPerPeer connections of one address at once
 * @param requestsPerSecond requests of one address per second that cost a signature or were not authenticated
 */
public record ListenerSettings(
        String name, String host, int port, Optional<Tls> tls, int connectionsPerPeer, int requestsPerSecond) {

    /**
     * PEM files of a listener that speaks TLS.
     *
     * @param certificate certificate chain
     * @param privateKey PKCS#8 key
     */
    public record Tls(Path certificate, Path privateKey) {}

    public ListenerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Cannot open " + name + ": port is " + port + ", must be 0 to 65535");
        }
        if (connectionsPerPeer < 1 || requestsPerSecond < 1) {
            throw new IllegalArgumentException(
                    "Cannot open " + name + ": connections per peer are " + connectionsPerPeer
                            + ", requests per second are " + requestsPerSecond + ", both must be at least 1");
        }
    }

    /** Base URL for callers that reach the bound address. */
    public String baseUrl(int boundPort) {
        return (tls.isPresent() ? "https" : "http") + "://" + host + ":" + boundPort;
    }
}
