package io.kontor.dataplane.testing;

import io.kontor.client.ledger.Ledger;
import io.kontor.dataplane.app.AppClient;
import io.kontor.dataplane.consumer.ConsumerServer;
import io.kontor.dataplane.consumer.SupplierAddress;
import io.kontor.dataplane.http.ApiKey;
import io.kontor.dataplane.http.HttpListener;
import io.kontor.dataplane.http.ListenerSettings;
import io.kontor.dataplane.http.PeerLimiter;
import io.kontor.dataplane.http.Routes;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** The insurer's data plane beside a {@link SupplierWorld}, told where the supplier is. */
public final class ConsumerWorld implements AutoCloseable {

    public static final String KEY = "application-key-of-tests";

    public final AppClient app;
    public final String address;

    /** Milliseconds by which its clock is ahead. */
    public final AtomicLong ahead = new AtomicLong();

    /** The time at which its clock stands, 0 while it goes. */
    public final AtomicLong stoppedAt = new AtomicLong();

    private final Vertx vertx = Vertx.vertx();
    private final Ledger ledger;
    private final ConsumerServer server;

    private ConsumerWorld(SupplierWorld supplier, Path folder, String supplierAddress) {
        ledger = supplier.connector("Q-INS");
        server = ConsumerServer.start(
                new ConsumerServer.Parts(
                        vertx,
                        ledger,
                        "intl",
                        supplier.memberKey(),
                        folder,
                        Duration.ofSeconds(1),
                        Optional.empty(),
                        Runnable::run,
                        this::now),
                grantId -> CompletableFuture.completedFuture(new SupplierAddress(supplierAddress, SupplierWorld.LOG)));
        HttpListener listener = HttpListener.start(
                vertx,
                new ListenerSettings("application listener", "127.0.0.1", 0, Optional.empty(), 100, 100),
                server.addTo(new Routes(), new ApiKey(KEY, new PeerLimiter(100))));
        address = listener.baseUrl();
        app = new AppClient(address, KEY);
    }

    private Instant now() {
        long stopped = stoppedAt.get();
        return stopped == 0 ? Instant.now().plusMillis(ahead.get()) : Instant.ofEpochMilli(stopped);
    }

    /** Starts it with its journal in a folder. */
    public static ConsumerWorld start(SupplierWorld supplier, Path folder) {
        return start(supplier, folder, supplier.address);
    }

    /** Starts it where the supplier is reached by another address. */
    public static ConsumerWorld start(SupplierWorld supplier, Path folder, String supplierAddress) {
        return new ConsumerWorld(supplier, folder, supplierAddress);
    }

    @Override
    public void close() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        ledger.close();
    }
}
