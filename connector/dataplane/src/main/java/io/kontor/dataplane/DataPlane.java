package io.kontor.dataplane;

import io.kontor.client.ledger.Ledger;
import io.kontor.dataplane.config.DataPlaneConfig;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running data plane of a supplier, a consumer or both. */
public final class DataPlane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataPlane.class);
    private static final int CLOSE_SECONDS = 5;

    private final Vertx vertx;
    private final Ledger ledger;
    private final Optional<SupplierSide> supplier;

    private DataPlane(Vertx vertx, Ledger ledger, Optional<SupplierSide> supplier) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.supplier = supplier;
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
        try {
            Optional<SupplierSide> supplier = config.role().supplies()
                    ? Optional.of(SupplierSide.start(vertx, config, ledger, clock))
                    : Optional.empty();
            return new DataPlane(vertx, ledger, supplier);
        } catch (RuntimeException e) {
            close(vertx);
            throw e;
        }
    }

    /** What is served where. */
    public String ready() {
        return supplier.map(SupplierSide::ready).orElse("");
    }

    @Override
    public void close() {
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
