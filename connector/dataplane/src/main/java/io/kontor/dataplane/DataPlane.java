package io.kontor.dataplane;

import io.kontor.client.ledger.Ledger;
import io.kontor.dataplane.config.DataPlaneConfig;
import io.kontor.dataplane.http.HttpListener;
import io.kontor.dataplane.http.ListenerSettings;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running data plane of a supplier, a consumer or both. */
public final class DataPlane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataPlane.class);
    private static final int CLOSE_SECONDS = 5;

    private final Vertx vertx;
    private final Ledger ledger;
    private final Optional<SupplierSide> supplier;
    private final Optional<ConsumerSide> consumer;

    private DataPlane(Vertx vertx, Ledger ledger, Optional<SupplierSide> supplier, Optional<ConsumerSide> consumer) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.supplier = supplier;
        this.consumer = consumer;
    }

    /**
     * Starts it.
     *
     * @param vertx event loops; closed at the end and when the start fails
     * @param config configuration
     * @param ledger the member's ledger connection; closed at the end
     * @param clock time
     */
    public static DataPlane start(Vertx vertx, DataPlaneConfig config, Ledger ledger, InstantSource clock) {
        Optional<SupplierSide> supplier = Optional.empty();
        try {
            listeners(config).forEach(HttpListener::requireFree);
            if (config.role().supplies()) {
                supplier = Optional.of(SupplierSide.start(vertx, config, ledger, clock));
            }
            Optional<ConsumerSide> consumer = config.role().consumes()
                    ? Optional.of(ConsumerSide.start(vertx, config, ledger, clock))
                    : Optional.empty();
            return new DataPlane(vertx, ledger, supplier, consumer);
        } catch (RuntimeException e) {
            supplier.ifPresent(SupplierSide::close);
            close(vertx);
            throw e;
        }
    }

    private static List<ListenerSettings> listeners(DataPlaneConfig config) {
        List<ListenerSettings> listeners = new ArrayList<>();
        config.supplier().ifPresent(supplier -> {
            listeners.add(supplier.publicListener());
            listeners.add(supplier.control());
        });
        config.consumer().ifPresent(consumer -> listeners.add(consumer.listener()));
        return listeners;
    }

    /** What is served where. */
    public String ready() {
        return Stream.of(supplier.map(SupplierSide::ready), consumer.map(ConsumerSide::ready))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        consumer.ifPresent(ConsumerSide::close);
        supplier.ifPresent(SupplierSide::close);
        ledger.close();
        close(vertx);
    }

    private static void close(Vertx vertx) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The event loops did not end in time", e);
        }
    }
}
