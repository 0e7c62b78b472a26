package io.kontor.devpeer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyChaincodeServer;

/** A contract server as a Fabric peer drives it, in this process. */
final class TestContractServer implements AutoCloseable {
    private final int port;
    private final NettyChaincodeServer server;
    private final Thread thread;

    private TestContractServer(final int port, final NettyChaincodeServer server) {
        this.port = port;
        this.server = server;
        this.thread = new Thread(this::run, "test contract server");
        thread.setDaemon(true);
        thread.start();
    }

    static TestContractServer start(final String name, final int port, final Optional<Tls> tls) throws IOException {
        final ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        tls.ifPresent(material -> {
            properties.setTlsEnabled(true);
            properties.setKeyFile(material.key().toString());
            properties.setKeyCertChainFile(material.certificate().toString());
            properties.setTrustCertCollectionFile(material.clientRoot().toString());
        });
        return new TestContractServer(port, new NettyChaincodeServer(new TestContract(name), properties));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.stop();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            server.start();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot start contract server on port " + port, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    record Tls(Path certificate, Path key, Path clientRoot) {}
}
