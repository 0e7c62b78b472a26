package io.kontor.client.fabric;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one identity reaches its own organisation's peer.
 *
 * @param host host of the peer
 * @param port port of the peer's gateway service, 1–65535
 * @param tlsRoot root certificate of the peer's TLS authority
 * @param mspId organisation of the identity
 * @param certificate enrolment certificate
 * @param privateKey its key
 * @param channel channel
 * @param chaincode chaincode
 * @param limits bounds
 */
public record FabricConnection(
        String host,
        int port,
        X509Certificate tlsRoot,
        String mspId,
        X509Certificate certificate,
        PrivateKey privateKey,
        String channel,
        String chaincode,
        Limits limits) {

    public FabricConnection {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "Cannot connect to ledger at " + host + ": port is " + port + ", must be 1 to 65535");
        }
    }

    /**
     * A peer's gateway service.
     *
     * @param host host
     * @param port port, 1–65535
     */
    public record Peer(String host, int port) {
        private static final Pattern HOST_AND_PORT = Pattern.compile("([^:,\\s/]+):([0-9]{1,5})");

        public Peer {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException(
                        "Cannot connect to ledger at " + host + ": port is " + port + ", must be 1 to 65535");
            }
        }

        /**
         * Reads a list as configurations have it (NET-9).
         *
         * @param text {@code host:port,host:port} in the order of preference; blank for none
         * @throws IllegalArgumentException when a part is not host:port
         */
        public static List<Peer> list(String text) {
            return text.isBlank()
                    ? List.of()
                    : Arrays.stream(text.split(",", -1)).map(Peer::read).toList();
        }

        private static Peer read(String text) {
            Matcher matcher = HOST_AND_PORT.matcher(text.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "Cannot use peer '" + text.strip() + "': must be host:port, several separated by commas");
            }
            return new Peer(matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
    }

    /**
     * Bounds of one connection.
     *
     * @param evaluate longest wait for a query
     * @param endorse longest wait for endorsements
     * @param commit longest wait for a commit, from the first time that the transaction is handed to the orderers
     * @param inFlight calls at once, below the peer's own limit (500 by default)
     * @param attempts tries of a transaction that meets conflicts, at least 1
     */
    public record Limits(Duration evaluate, Duration endorse, Duration commit, int inFlight, int attempts) {
        /** 10 s, 15 s, 30 s, 64 at once, 8 tries. */
        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(30), 64, 8);

        public Limits {
            if (inFlight < 1 || attempts < 1) {
                throw new IllegalArgumentException("Cannot limit ledger calls: inFlight is " + inFlight
                        + ", attempts is " + attempts + ", both must be at least 1");
            }
        }
    }
}
