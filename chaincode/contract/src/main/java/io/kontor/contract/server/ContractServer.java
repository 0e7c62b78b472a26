package io.kontor.contract.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyGrpcServer;
import org.hyperledger.fabric.traces.Traces;

/** Serves the contract as an ordinary chaincode server, to dev peer and Fabric peers alike. Thread-safe. */
public final class ContractServer implements AutoCloseable {

    private static final int MAX_MESSAGE_BYTES = 100 * 1024 * 1024;
    private static final int A_YEAR_SECONDS = 365 * 24 * 3600;

    private final ServerConfig config;
    private final NettyGrpcServer server;

    private ContractServer(ServerConfig config, NettyGrpcServer server) {
        this.config = config;
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the address is taken or the TLS files cannot be used
     */
    public static ContractServer start(ServerConfig config) throws IOException {
        Metrics.initialize(new Properties());
        Traces.initialize(new Properties());
        try {
            NettyGrpcServer server = new NettyGrpcServer(new ServedContract(config), properties(config));
            server.start();
            return new ContractServer(config, server);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static ChaincodeServerProperties properties(ServerConfig config) {
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(new InetSocketAddress(config.host(), config.port()));
        properties.setMaxInboundMessageSize(MAX_MESSAGE_BYTES);
        properties.setMaxConnectionAgeSeconds(A_YEAR_SECONDS);
        config.tls().ifPresent(tls -> {
            properties.setTlsEnabled(true);
            properties.setKeyFile(tls.key().toString());
            properties.setKeyCertChainFile(tls.certificate().toString());
            properties.setTrustCertCollectionFile(tls.clientAuthorities().toString());
        });
        return properties;
    }

    /** Where it listens, {@code host:port}. */
    public String address() {
        return config.host() + ":" + config.port();
    }

    /** Waits until it is stopped. */
    public void await() throws InterruptedException {
        server.blockUntilShutdown();
    }

    @Override
    public void close() {
        server.stop();
    }
}
