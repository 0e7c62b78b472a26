package io.kontor.dataplane;

import io.kontor.client.ledger.Ledger;
import io.kontor.dataplane.config.DataPlaneConfig;
import io.kontor.dataplane.config.Enforcement;
import io.kontor.dataplane.config.SupplierConfig;
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
    private final Optional<PlainSide> plain;
    private final Optional<ConsumerSide> consumer;

    private DataPlane(Vertx vertx, Ledger ledger, Sides sides, Optional<ConsumerSide> consumer) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.supplier = sides.supplier();
        this.plain = sides.plain();
        this.consumer = consumer;
    }

    /** The supplier's side, or the yardstick of a benchmark. */
    private record Sides(Optional<SupplierSide> supplier, Optional<PlainSide> plain) {

        static Sides start(Vertx vertx, DataPlaneConfig config, Ledger ledger, InstantSource clock) {
            if (config.supplier().isEmpty()) {
                return new Sides(Optional.empty(), Optional.empty());
            }
            SupplierConfig supplier = config.supplier().get();
            return supplier.enforcement() == Enforcement.OFF
                    ? new Sides(Optional.empty(), Optional.of(PlainSide.start(vertx, supplier)))
                    : new Sides(Optional.of(SupplierSide.start(vertx, config, ledger, clock)), Optional.empty());
        }

        void close() {
            supplier.ifPresent(SupplierSide::close);
            plain.ifPresent(PlainSide::close);
        }
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
        Sides sides = new Sides(Optional.empty(), Optional.empty());
        try {
            listeners(config).forEach(HttpListener::requireFree);
            sides = Sides.start(vertx, config, ledger, clock);
            Optional<ConsumerSide> consumer = config.role().consumes()
                    ? Optional.of(ConsumerSide.start(vertx, config, ledger, clock))
                    : Optional.empty();
            return new DataPlane(vertx, ledger, sides, consumer);
        } catch (RuntimeException e) {
            sides.close();
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
        return Stream.of(
                        supplier.map(SupplierSide::ready),
                        plain.map(PlainSide::ready),
                        consumer.map(ConsumerSide::ready))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        consumer.ifPresent(ConsumerSide::close);
        supplier.ifPresent(SupplierSide::close);
        plain.ifPresent(PlainSide::close);
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
