package io.kontor.dataplane.consumer;

import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes bytes of a download through to the application. The last piece is held back until the newest receipt is journalled and checked,
 * so an application that has it all can ask for the receipt at once (DPL-43). Runs on the exchange's event loop.
 */
final class DownloadPassage {

    private static final String CONTENT_LENGTH = "Content-Length";
    private static final Logger LOG = LoggerFactory.getLogger(DownloadPassage.class);

    private final Exchange exchange;
    private final AppSession session;
    private final OpenDownload download;
    private final HttpClientResponse supplier;
    private final Receipts receipts;
    private long at;
    private Optional<Buffer> held = Optional.empty();
    private boolean over;

    DownloadPassage(
            Exchange exchange,
            AppSession session,
            OpenDownload download,
            HttpClientResponse supplier,
            Receipts receipts) {
        this.exchange = exchange;
        this.session = session;
        this.download = download;
        this.supplier = supplier;
        this.receipts = receipts;
        this.at = OtherSide.firstByte(supplier);
    }

    /**
     * Begins; the answer of the supplier goes on as soon as it is sure that it has not broken off.
     *
     * @throws ProblemException with 502 UNREACHABLE when it has; the application was answered nothing then
     */
    void start(String checked) {
        OtherSide.attach(() -> {
            supplier.handler(chunk -> onLoop(() -> take(chunk)));
            supplier.endHandler(end -> onLoop(this::finish));
            supplier.exceptionHandler(failure -> onLoop(this::cut));
        });
        HttpServerResponse application = exchange.response();
        application
                .setStatusCode(supplier.statusCode())
                .setChunked(supplier.getHeader(CONTENT_LENGTH) == null)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Kontor-Checked", checked)
                .putHeader("Content-Type", OtherSide.mediaType(supplier));
        CallForwarder.headers(download.asked(), supplier).forEach(application::putHeader);
        copyHeader(CONTENT_LENGTH);
        copyHeader("Content-Disposition");
        copyHeader("Content-Range");
        copyHeader("Accept-Ranges");
        application.closeHandler(closed -> onLoop(this::applicationLeft));
        application.drainHandler(drained -> supplier.resume());
        supplier.resume();
    }

    private void copyHeader(String name) {
        Optional.ofNullable(supplier.getHeader(name))
                .ifPresent(value -> exchange.response().putHeader(name, OtherSide.printable(value)));
    }

    private void onLoop(Runnable step) {
        exchange.context().runOnContext(run -> step.run());
    }

    private void take(Buffer chunk) {
        if (over) {
            return;
        }
        byte[] bytes = chunk.getBytes();
        download.take(at, bytes);
        at += bytes.length;
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

    /** Takes the newest receipt; while the download may still be resumed it is asked for again until the end is there. */
    private Future<String> settle() {
        return receipts.newest(session, download)
                .onSuccess(newest -> {
                    if (newest.open()) {
                        receipts.follow(session, download);
                    }
                })
                .map(Receipts.Newest::checked)
                .onFailure(failure -> LOG.warn(
                        "Cannot fetch the newest receipt of call {}: {}",
                        download.asked().envelope().callId(),
                        failure.getMessage()));
    }
}
