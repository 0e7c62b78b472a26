package io.kontor.dataplane.call;

import io.kontor.dataplane.call.RequestedRange.ByteRange;
import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.rejection.RejectionCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams bytes of a pin piece by piece. The receipt of the end is durable before the byte leaves with which all of them have (DPL-13); a
 * client that goes away leaves the download open for its resume window. Runs on the exchange's event loop.
 */
final class DownloadStream {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadStream.class);

    private final Execution execution;
    private final Exchange exchange;
    private final Downloads downloads;
    private final Download download;
    private final ByteRange range;
    private Optional<PinReader> reader = Optional.empty();
    private int number;
    private long at;
    private boolean over;

    private DownloadStream(Execution execution, Downloads downloads, Download download, ByteRange range) {
        this.execution = execution;
        this.exchange = execution.exchange();
        this.downloads = downloads;
        this.download = download;
        this.range = range;
        this.at = range.from();
    }

    /**
     * Answers a request for bytes of a download.
     *
     * @throws ProblemException when it asks for more than may leave
     */
    static void answer(Execution execution, Downloads downloads, Download download, RequestedRange requested) {
        Optional<ByteRange> range = requested.in(download.pin().summary().size());
        if (range.isEmpty()) {
            throw new ProblemException(Problem.of(
                            416,
                            RejectionCode.BOUNDS,
                            "Cannot send range: the object has "
                                    + download.pin().summary().size() + " bytes")
                    .withCall(download.callId())
                    .withHeader(
                            "Content-Range",
                            "bytes */" + download.pin().summary().size())
                    .withHeader(Answers.RECEIPT, download.receipt().header()));
        }
        if (range.get().length() > download.left()) {
            throw new ProblemException(Problem.of(
                            409,
                            RejectionCode.ALREADY_RELEASED,
                            "Cannot send " + range.get().length() + " bytes: of 1.2 times the object's size "
                                    + download.left() + " bytes are left")
                    .withCall(download.callId())
                    .withHeader(Answers.RECEIPT, download.receipt().header()));
        }
        new DownloadStream(execution, downloads, download, range.get()).start(!requested.equals(RequestedRange.WHOLE));
    }

    private void start(boolean partial) {
        HttpServerResponse response = exchange.response();
        Optional<Integer> begun = download.begin(() -> exchange.context().runOnContext(run -> cut()));
        if (begun.isEmpty()) {
            throw new ProblemException(Problem.of(
                            409,
                            RejectionCode.ALREADY_RELEASED,
                            "Cannot resume download: it has ended, or " + Download.STREAMS_MAX + " streams were begun")
                    .withCall(download.callId())
                    .withHeader(Answers.RECEIPT, download.receipt().header()));
        }
        number = begun.get();
        if (response.closed()) {
            leave("the client left");
            return;
        }
        response.closeHandler(closed -> leave("the client left"));
        response.exceptionHandler(failure -> leave("the connection failed"));
        headers(response, partial);
        next();
    }

    private void headers(HttpServerResponse response, boolean partial) {
        Pin.PinSummary summary = download.pin().summary();
        Answers.headers(download.receipt()).forEach(response::putHeader);
        response.setStatusCode(partial ? 206 : 200)
                .putHeader("Content-Type", download.object().contentType())
                .putHeader("Content-Length", String.valueOf(range.length()))
                .putHeader("Content-Disposition", "attachment; filename=\"" + asciiName() + "\"")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Accept-Ranges", "bytes")
                .putHeader("Kontor-Digest", summary.digest().hex());
        if (partial) {
            response.putHeader(
                    "Content-Range", "bytes " + range.from() + "-" + (range.to() - 1) + "/" + summary.size());
        }
    }

    private String asciiName() {
        return download.object().fileName().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** Bytes that were counted and may leave. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Piece(byte[] bytes, CompletionStage<Boolean> mayLeave) {}

    private void next() {
        if (over) {
            return;
        }
        if (execution.isStopped()) {
            cut();
            return;
        }
        execution
                .slot()
                .run(this::read)
                .whenComplete((piece, failure) -> exchange.context().runOnContext(run -> {
                    if (failure != null) {
                        LOG.warn("Cannot read pin of call {}", download.callId(), failure);
                        cut();
                    } else {
                        await(piece);
                    }
                }));
    }

    private Piece read() throws IOException {
        PinReader from = reader.isPresent() ? reader.get() : download.pin().reader(range);
        reader = Optional.of(from);
        byte[] bytes = from.read();
        return new Piece(bytes, download.leaves(number, new ByteRange(at, at + bytes.length), bytes));
    }

    private void await(Piece piece) {
        piece.mayLeave()
                .whenComplete((leaves, failure) -> exchange.context().runOnContext(run -> {
                    if (failure != null) {
                        LOG.error(
                                "Cannot write the end of download {}, so its last piece stays",
                                download.callId(),
                                failure);
                        cut();
                    } else if (leaves) {
                        send(piece.bytes());
                    } else {
                        cut();
                    }
                }));
    }

    private void send(byte[] bytes) {
        if (over) {
            return;
        }
        at += bytes.length;
        HttpServerResponse response = exchange.response();
        if (at >= range.to()) {
            end();
            response.end(Buffer.buffer(bytes));
            return;
        }
        response.write(Buffer.buffer(bytes));
        if (response.writeQueueFull()) {
            response.drainHandler(drained -> next());
        } else {
            next();
        }
    }

    /** Nothing more leaves now; unless only the ledger is out of reach or a newer stream runs, nothing ever will. */
    private void cut() {
        if (over) {
            return;
        }
        leave("nothing more may leave");
        if (execution.isUnserved()
                || execution
                        .permit()
                        .withdrawn()
                        .filter(code -> code != RejectionCode.STALE)
                        .isPresent()) {
            downloads.close(download);
        }
        exchange.response().reset();
    }

    private void leave(String why) {
        if (!over) {
            LOG.info("Stream of download {} ended at byte {} of {}: {}", download.callId(), at, range.to(), why);
            end();
        }
    }

    private void end() {
        over = true;
        download.idle(number, downloads.now());
        // A piece may be being read; its file is closed when the pool gets to it.
        execution.slot().run(() -> {
            if (reader.isPresent()) {
                reader.get().close();
            }
            return true;
        });
        execution.slot().release();
    }
}
