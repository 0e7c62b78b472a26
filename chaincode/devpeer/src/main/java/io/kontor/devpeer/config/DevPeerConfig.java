package io.kontor.devpeer.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration of a dev peer.
 *
 * @param channel name of the one channel
 * @param chaincode name of the one chaincode
 * @param listen where clients connect
 * @param dataDir folder of the block files, made if it does not exist
 * @param organisations the organisations of the channel, at least one; the first also signs blocks
 * @param collections members of each private data collection, by its name
 * @param contract how contract servers are reached
 * @param blocks when a block is cut
 * @param limits bounds on what clients may ask at a time
 */
public record DevPeerConfig(
        String channel,
        String chaincode,
        Listen listen,
        Path dataDir,
        List<Organisation> organisations,
        Map<String, List<String>> collections,
        Contract contract,
        Blocks blocks,
        Limits limits) {

    public DevPeerConfig {
        organisations = List.copyOf(organisations);
        collections = Map.copyOf(collections);
        if (organisations.isEmpty()) {
            throw new IllegalArgumentException("Cannot configure channel " + channel + ": it has no organisation");
        }
    }

    /**
     * Where clients connect; always TLS.
     *
     * @param address host name or IP address
     * @param port TCP port, 0 for any free one
     * @param certificate PEM file of the server's certificate chain
     * @param key PEM file of the server's private key, PKCS#8
     */
    public record Listen(String address, int port, Path certificate, Path key) {}

    /**
     * One organisation; the dev peer holds its key.
     *
     * @param mspId the organisation's name on the channel
     * @param root PEM file of its enrolment roots
     * @param tlsRoot PEM file of its TLS roots, published in block 0; empty when it has none
     * @param peerCertificate PEM file of the certificate that endorses
     * @param peerKey PEM file of its private key, PKCS#8
     * @param contractAddress contract server that runs for this organisation, {@code host:port}
     */
    public record Organisation(
            String mspId,
            Path root,
            Optional<Path> tlsRoot,
            Path peerCertificate,
            Path peerKey,
            String contractAddress) {}

    /**
     * How contract servers are reached.
     *
     * @param tls TLS material; empty for plain text
     * @param timeout longest run of one transaction function
     */
    public record Contract(Optional<ContractTls> tls, Duration timeout) {}

    /**
     * TLS towards contract servers.
     *
     * @param root PEM file of the roots that contract servers' certificates chain to
     * @param client the dev peer's own certificate and key; empty when the server does not ask for one
     */
    public record ContractTls(Path root, Optional<ClientPair> client) {}

    /**
     * A client certificate with its key.
     *
     * @param certificate PEM file of the certificate chain
     * @param key PEM file of the private key, PKCS#8
     */
    public record ClientPair(Path certificate, Path key) {}

    /**
     * When a block is cut: so long after its first transaction, or as soon as it is full.
     *
     * @param interval time after the first transaction
     * @param maxTransactions number of transactions that fill a block
     */
    public record Blocks(Duration interval, int maxTransactions) {}

    /**
     * Bounds on what clients may ask at a time.
     *
     * @param concurrentCalls calls of the Gateway service in flight, waits for commit status included
     * @param concurrentStreams open event and block streams
     * @param messageBytes largest message that is taken
     */
    public record Limits(int concurrentCalls, int concurrentStreams, int messageBytes) {}
}
