package io.kontor.devpeer.gateway;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.kontor.devpeer.config.DevPeerConfig;
import io.kontor.devpeer.config.StartFailure;
import io.kontor.devpeer.contract.ContractServer;
import io.kontor.devpeer.ledger.Ledger;
import io.kontor.devpeer.ledger.Orderer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The TLS server of the dev peer. */
public final class GatewayServer implements Closeable {
    private static final int THREADS = 64;
    private static final int CALLS_PER_CONNECTION = 2_000;
    private static final long STOP_SECONDS = 2;

    private final Server server;
    private final ThreadPoolExecutor executor;
    private final String host;

    private GatewayServer(final Server server, final ThreadPoolExecutor executor, final String host) {
        this.server = server;
        this.executor = executor;
        this.host = host;
    }

    /**
     * Starts to listen.
     *
     * @param config what to listen on, and limits
     * @param ledger the ledger to serve
     * @param orderer takes transactions
     * @param contracts contract server by organisation
     * @param clock tells whether proposals are recent
     */
    public static GatewayServer start(
            final DevPeerConfig config,
            final Ledger ledger,
            final Orderer orderer,
            final Map<String, ContractServer> contracts,
            final Clock clock)
            throws StartFailure {
        final DevPeerConfig.Listen listen = config.listen();
        final ThreadPoolExecutor executor = executor();
        final Peers peers = new Peers(
                listen.address() + ":" + listen.port(),
                ledger.definition().organisations().all(),
                contracts);
        try {
            final Server server = builder(listen)
                    .maxInboundMessageSize(config.limits().messageBytes())
                    .executor(executor)
                    .addService(new GatewayService(ledger, orderer, peers, clock, executor))
                    .addService(new DeliverService(ledger, clock, executor))
                    .intercept(new CallLimit(config.limits()))
                    .build()
                    .start();
            return new GatewayServer(server, executor, listen.address());
        } catch (IOException e) {
            executor.shutdownNow();
            throw new StartFailure(
                    "Cannot listen on " + listen.address() + ":" + listen.port() + ": "
                            + (e.getCause() == null ? e : e.getCause()).getMessage()
                            + "; stop the process that uses the port or set another listen.port",
                    e);
        } catch (StartFailure e) {
            executor.shutdownNow();
            throw e;
        }
    }

    /** Where clients connect, {@code host:port}. */
    public String address() {
        return host + ":" + server.getPort();
    }

    /** Waits until the server has been closed. */
    public void awaitEnd() throws InterruptedException {
        server.awaitTermination();
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        executor.shutdown();
    }

    private static NettyServerBuilder builder(final DevPeerConfig.Listen listen) throws StartFailure {
        return NettyServerBuilder.forAddress(new InetSocketAddress(listen.address(), listen.port()))
                .sslContext(sslContext(listen))
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
                .handshakeTimeout(10, TimeUnit.SECONDS)
                .keepAliveTime(1, TimeUnit.MINUTES)
                .keepAliveTimeout(20, TimeUnit.SECONDS)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true);
    }

    private static SslContext sslContext(final DevPeerConfig.Listen listen) throws StartFailure {
        try {
            return GrpcSslContexts.forServer(
                            listen.certificate().toFile(), listen.key().toFile())
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new StartFailure(
                    "Cannot use TLS certificate " + listen.certificate() + " with key " + listen.key() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static ThreadPoolExecutor executor() {
        final AtomicInteger number = new AtomicInteger();
        final ThreadPoolExecutor executor =
                new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    final Thread thread = new Thread(work, "gateway-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
