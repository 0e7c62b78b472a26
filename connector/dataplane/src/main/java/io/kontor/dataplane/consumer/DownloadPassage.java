package io.kontor.dataplane.consumer;

import io.kontor.dataplane.http.Exchange;
import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.consumer.AskedCall;
import io.kontor.usage.consumer.Received;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes a download through to the application. The last piece is held back until the receipt of the end is journalled and checked, so an
 * application that has it all can ask for the receipt at once (DPL-43). Runs on the exchange's event loop.
 */
final class DownloadPassage {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadPassage.class);

    private final Exchange exchange;
    private final AppSession session;
    private final AskedCall asked;
    private final HttpClientResponse supplier;
    private final Receipts receipts;
    private final ResultDigest digest;
    private Optional<Buffer> held = Optional.empty();
    private boolean over;

    DownloadPassage(
            Exchange exchange, AppSession session, AskedCall asked, HttpClientResponse supplier, Receipts receipts) {
        this.exchange = exchange;
        this.session = session;
        this.asked = asked;
        this.supplier = supplier;
        this.receipts = receipts;
        this.digest = session.session().digest();
    }

    void start(String checked) {
        HttpServerResponse application = exchange.response();
        application.setStatusCode(200).putHeader("Cache-Control", "no-store").putHeader("Kontor-Checked", checked);
        CallForwarder.headers(asked, supplier).forEach(application::putHeader);
        copyHeader("Content-Type");
        copyHeader("Content-Length");
        copyHeader("Content-Disposition");
        application.closeHandler(closed -> onLoop(this::applicationLeft));
        application.drainHandler(drained -> supplier.resume());
        supplier.handler(chunk -> onLoop(() -> take(chunk)));
        supplier.endHandler(end -> onLoop(this::finish));
        supplier.exceptionHandler(failure -> onLoop(this::cut));
        supplier.resume();
    }

    private void copyHeader(String name) {
        Optional.ofNullable(supplier.getHeader(name))
                .ifPresent(value -> exchange.response().putHeader(name, value));
    }

    private void onLoop(Runnable step) {
        exchange.context().runOnContext(run -> step.run());
    }

    private void take(Buffer chunk) {
        if (over) {
            return;
        }
        byte[] bytes = chunk.getBytes();
        digest.update(bytes, 0, bytes.length);
        held.ifPresent(exchange.response()::write);
        held = Optional.of(chunk);
        if (exchange.response().writeQueueFull()) {
            supplier.pause();
        }
    }

    private void finish() {
        if (over) {
            return;
        }
        over = true;
        settle().onComplete(done -> onLoop(() -> exchange.response().end(held.orElseGet(Buffer::buffer))));
    }

    /** The supplier cut the stream: what arrived goes on, and the application sees the cut as well. */
    private void cut() {
        if (over) {
            return;
        }
        over = true;
        held.ifPresent(exchange.response()::write);
        settle().onComplete(done -> onLoop(() -> exchange.request().connection().close()));
    }

    private void applicationLeft() {
        if (over) {
            return;
        }
        over = true;
        supplier.request().connection().close();
        settle();
    }

    private Future<String> settle() {
        return receipts.end(session, asked)
                .compose(leaf -> receipts.take(asked, Received.of(leaf, digest)))
                .onFailure(failure -> LOG.warn(
                        "Cannot fetch the last receipt of call {}: {}",
                        asked.envelope().callId(),
                        failure.getMessage()));
    }
}
