package io.kontor.dataplane.call;

import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.PeerLimiter;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.dataplane.http.Routes;
import io.kontor.dataplane.source.Sources;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.engine.SessionView;
import io.kontor.usage.engine.UsageEngine;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supplier's endpoint for the consumers' data planes: sessions, calls, viewings, receipts and heads (docs/spec/session.md). */
public final class CallServer implements AutoCloseable {

    private static final int SWEEP_SECONDS = 1;
    private static final Logger LOG = LoggerFactory.getLogger(CallServer.class);

    private final ServedGrants served;
    private final Workers workers;
    private final Viewings viewings;
    private final ViewExecution viewing;
    private final SessionHandler sessions;
    private final CallHandler calls;
    private final Downloads downloads;
    private final DownloadResumption resuming;
    private final ScheduledExecutorService sweeper;
    private final ScheduledFuture<?> sweeping;

    /**
     * What a call server works with.
     *
     * @param engine decides and receipts
     * @param served agreements with a started flow
     * @param sources the supplier's data
     * @param workers where sources run; closed with the server
     * @param limiter taken from before signatures are verified
     * @param pinFolder where running downloads keep their sealed copies
     * @param bounds of downloads
     * @param clock epoch milliseconds
     */
    public record Parts(
            UsageEngine engine,
            ServedGrants served,
            Sources sources,
            Workers workers,
            PeerLimiter limiter,
            Path pinFolder,
            DownloadBounds bounds,
            LongSupplier clock) {}

    /** Builds the server; it listens once its routes are in a listener. */
    public CallServer(Parts parts) {
        served = parts.served();
        workers = parts.workers();
        viewings = new Viewings(parts.clock());
        viewing = new ViewExecution(parts.sources(), viewings, parts.clock());
        sessions = new SessionHandler(parts.engine(), parts.limiter());
        PinStore pins = PinStore.open(parts.pinFolder(), parts.bounds().maxObjectBytes());
        downloads = new Downloads(parts.bounds().resumeWindow(), parts.bounds().maxOpen(), parts.clock());
        CallHandler.Executions executions = new CallHandler.Executions(
                new ProcessExecution(parts.sources()),
                viewing,
                new DownloadExecution(parts.sources(), parts.engine(), pins, downloads));
        calls = new CallHandler(
                new CallHandler.Parts(parts.engine(), parts.served(), workers, parts.limiter(), executions, downloads));
        resuming = new DownloadResumption(sessions, downloads, workers, served);
        sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "kontor-viewings");
            thread.setDaemon(true);
            return thread;
        });
        sweeping = sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    private void sweep() {
        try {
            viewings.sweep();
            downloads.sweep();
        } catch (RuntimeException e) {
            LOG.error("Viewings and downloads cannot be swept and are so again", e);
        }
    }

    /** Adds its routes. */
    public Routes addTo(Routes routes) {
        return routes.on("POST", "/v1/calls", calls::handle)
                .on("POST", "/v1/sessions", sessions::open)
                .on("POST", "/v1/sessions/{session}/head", sessions::head)
                .on("GET", "/v1/sessions/{session}/receipts/{sequence}", sessions::receipt)
                .on("GET", "/v1/viewings/{callId}/pages/{page}", this::page)
                .on("DELETE", "/v1/viewings/{callId}", this::close)
                .on("GET", "/v1/downloads/{callId}", resuming::resume)
                .on("DELETE", "/v1/downloads/{callId}", resuming::close);
    }

    private void page(Exchange exchange) {
        Viewing open = viewingOf(exchange);
        long page = Exchange.number("page", exchange.variable("page"), 1);
        Workers.Slot slot = workers.acquire();
        exchange.response().closeHandler(closed -> slot.release());
        exchange.response().endHandler(ended -> slot.release());
        viewing.page(exchange, slot, open, (int) Math.min(page, Integer.MAX_VALUE));
    }

    private void close(Exchange exchange) {
        viewing.close(exchange, viewingOf(exchange));
    }

    private Viewing viewingOf(Exchange exchange) {
        SessionView session = sessions.authenticate(exchange, new byte[0]);
        Viewing open = viewings.find(exchange.variable("callId"), session.session())
                .orElseThrow(() -> new ProblemException(
                        Problem.of(404, RejectionCode.NOT_FOUND, "This session has no open viewing of this call")));
        if (served.resourceOf(session.grantId()).isEmpty()) {
            viewings.abort(open).ifPresent(end -> LOG.info("Viewing {} was cut with its flow", open.callId()));
            throw new ProblemException(CallHandler.notStarted(session.grantId()).withCall(open.callId()));
        }
        return open;
    }

    /** Open viewings. */
    public int openViewings() {
        return viewings.size();
    }

    /** Ends viewings and downloads that are open. */
    public void endOpen() {
        viewings.finishAll();
        downloads.closeAll();
    }

    /** Downloads that run or may be resumed. */
    public int openDownloads() {
        return downloads.size();
    }

    /** Calls that hold a place. */
    public int busy() {
        return workers.busy();
    }

    /** Ends viewings and waits for running calls, a bounded time. */
    @Override
    public void close() {
        sweeping.cancel(false);
        sweeper.shutdownNow();
        endOpen();
        workers.close();
    }
}
