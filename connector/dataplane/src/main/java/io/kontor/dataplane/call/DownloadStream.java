package io.kontor.dataplane.call;

import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.source.SourceObject;
import io.kontor.model.receipt.Delivery;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.Permit;
import io.kontor.usage.call.ResultDigest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams a pin piece by piece. The receipt of the end is durable before the last piece leaves; a client that goes away, or a grant that
 * ends, cuts the stream and the receipt says how many bytes had left (DPL-13). Runs on the exchange's event loop.
 */
final class DownloadStream {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadStream.class);

    private final Execution execution;
    private final Exchange exchange;
    private final Workers.Slot slot;
    private final Permit permit;
    private final SourceObject object;
    private final Pin pin;
    private final IssuedReceipt reserved;
    private final ResultDigest digest;
    private long sent;
    private boolean over;

    DownloadStream(Execution execution, SourceObject object, Pin pin, IssuedReceipt reserved) {
        this.execution = execution;
        this.exchange = execution.exchange();
        this.slot = execution.slot();
        this.permit = execution.permit();
        this.object = object;
        this.pin = pin;
        this.reserved = reserved;
        this.digest = permit.digest();
    }

    void start() {
        HttpServerResponse response = exchange.response();
        if (response.closed()) {
            abort("the client left");
            return;
        }
        response.closeHandler(closed -> abort("the client left"));
        response.exceptionHandler(failure -> abort("the connection failed"));
        Answers.headers(reserved).forEach(response::putHeader);
        response.setStatusCode(200)
                .putHeader("Content-Type", object.contentType())
                .putHeader("Content-Length", String.valueOf(pin.summary().size()))
                .putHeader("Content-Disposition", "attachment; filename=\"" + asciiName() + "\"")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Kontor-Digest", pin.summary().digest().hex());
        permit.onWithdrawn(() -> exchange.context().runOnContext(run -> cut()));
        next();
    }

    private String asciiName() {
        return object.fileName().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private void next() {
        if (over) {
            return;
        }
        if (execution.isStopped()) {
            cut();
            return;
        }
        slot.run(pin::read)
                .whenComplete((piece, failure) -> exchange.context().runOnContext(run -> {
                    if (failure != null) {
                        LOG.warn("Cannot read pin of call {}", permit.call().callId(), failure);
                        cut();
                    } else {
                        send(piece);
                    }
                }));
    }

    private void send(byte[] piece) {
        if (over) {
            return;
        }
        if (execution.isStopped()) {
            cut();
            return;
        }
        digest.update(piece, 0, piece.length);
        if (sent + piece.length >= pin.summary().size()) {
            finish(piece);
            return;
        }
        sent += piece.length;
        HttpServerResponse response = exchange.response();
        response.write(Buffer.buffer(piece));
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> next());
        } else {
            next();
        }
    }

    private void finish(byte[] last) {
        over = true;
        Pin.PinSummary summary = pin.summary();
        long usage = Math.multiplyExact(summary.items(), summary.records());
        Delivery delivery =
                new Delivery(Delivery.Hit.HIT, summary.items(), summary.records(), usage, summary.size(), 0);
        permit.finished(delivery, digest)
                .whenComplete((receipt, failure) -> exchange.context().runOnContext(run -> {
                    close();
                    if (failure != null) {
                        LOG.error(
                                "Cannot write the end of download {}, so its last piece stays",
                                permit.call().callId(),
                                failure);
                        exchange.request().connection().close();
                    } else {
                        exchange.response().end(Buffer.buffer(last));
                    }
                }));
    }

    /** The grant ended, its flow was stopped or its copy cannot be read: nothing more leaves. */
    private void cut() {
        if (!over) {
            abort("nothing more may leave");
            exchange.request().connection().close();
        }
    }

    private void abort(String why) {
        if (over) {
            return;
        }
        over = true;
        LOG.info(
                "Download {} was cut after {} of {} bytes: {}",
                permit.call().callId(),
                sent,
                pin.summary().size(),
                why);
        Delivery delivery = sent == 0 ? Delivery.NOTHING : new Delivery(Delivery.Hit.NONE, 0, 0, 0, sent, 0);
        permit.aborted(delivery, digest).whenComplete((receipt, failure) -> {
            if (failure != null) {
                LOG.error("Cannot write the end of download {}", permit.call().callId(), failure);
            }
        });
        close();
    }

    private void close() {
        // A piece may be being read; the pin goes when the pool gets to it.
        slot.run(() -> {
            pin.close();
            return true;
        });
        slot.release();
    }
}
