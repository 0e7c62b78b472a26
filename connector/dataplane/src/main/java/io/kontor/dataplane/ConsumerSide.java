package io.kontor.dataplane;

import io.kontor.client.ledger.Ledger;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.dataplane.config.ConsumerSettings;
import io.kontor.dataplane.config.DataPlaneConfig;
import io.kontor.dataplane.consumer.ConsumerServer;
import io.kontor.dataplane.consumer.ControlPlaneDirectory;
import io.kontor.dataplane.http.ApiKey;
import io.kontor.dataplane.http.HttpListener;
import io.kontor.dataplane.http.PeerLimiter;
import io.kontor.dataplane.http.Routes;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A running consumer's side: journal and application listener. */
final class ConsumerSide implements AutoCloseable {

    private static final int CALLBACK_THREADS = 2;
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final ExecutorService callbacks;
    private final ConsumerServer server;
    private final HttpListener listener;

    private ConsumerSide(ExecutorService callbacks, ConsumerServer server, HttpListener listener) {
        this.callbacks = callbacks;
        this.server = server;
        this.listener = listener;
    }

    static ConsumerSide start(Vertx vertx, DataPlaneConfig config, Ledger ledger, InstantSource clock) {
        ConsumerSettings consumer = config.consumer().orElseThrow();
        ExecutorService callbacks = callbacks();
        ConsumerServer.Parts parts = new ConsumerServer.Parts(
                vertx,
                ledger,
                consumer.suite(),
                consumer.signingKey()
                        .orElseGet(() -> CryptoSuites.intl()
                                .signingKey(config.ledger().privateKey().getEncoded())),
                config.stateFolder().resolve("consumer"),
                consumer.anchorInterval(),
                consumer.trustRoots(),
                callbacks,
                clock);
        ConsumerServer server = ConsumerServer.start(
                parts,
                new ControlPlaneDirectory.Access(
                        consumer.managementUrl(), consumer.managementKey(), consumer.transferWait()));
        try {
            ApiKey key = new ApiKey(
                    consumer.apiKey(), new PeerLimiter(consumer.listener().requestsPerSecond()));
            return new ConsumerSide(
                    callbacks, server, HttpListener.start(vertx, consumer.listener(), server.addTo(new Routes(), key)));
        } catch (RuntimeException e) {
            server.close();
            callbacks.shutdownNow();
            throw e;
        }
    }

    private static ExecutorService callbacks() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(CALLBACK_THREADS, task -> {
            Thread thread = new Thread(task, "kontor-consumer-callback-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is served where, for the line at the start. */
    String ready() {
        return "app=" + listener.baseUrl();
    }

    @Override
    public void close() {
        listener.shutdown(DRAIN);
        server.close();
        callbacks.shutdown();
    }
}
