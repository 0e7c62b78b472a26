package io.kontor.dataplane.call;

import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.engine.SessionView;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /v1/downloads/{callId}}: further ranges of an open download, under the unit that it took (DPL-15). */
final class DownloadResumption {

    private static final String RANGE = "Range";

    private final SessionHandler sessions;
    private final Downloads downloads;
    private final Workers workers;
    private final ServedGrants served;

    DownloadResumption(SessionHandler sessions, Downloads downloads, Workers workers, ServedGrants served) {
        this.sessions = sessions;
        this.downloads = downloads;
        this.workers = workers;
        this.served = served;
    }

    /** The MAC covers the range as the body of a request that has none. */
    void resume(Exchange exchange) {
        Optional<String> range = exchange.header(RANGE);
        Download download = downloadOf(exchange, range.orElse("").getBytes(StandardCharsets.UTF_8));
        RequestedRange requested = range.map(RequestedRange::parse).orElse(RequestedRange.WHOLE);
        download.permit().withdrawn().ifPresent(code -> {
            if (code != RejectionCode.STALE) {
                downloads.close(download);
            }
            int status = code == RejectionCode.STALE ? 503 : 403;
            throw new ProblemException(
                    Problem.of(status, code, "The download may not go on").withCall(download.callId()));
        });
        Workers.Slot slot = workers.acquire();
        exchange.response().closeHandler(closed -> slot.release());
        exchange.response().endHandler(ended -> slot.release());
        DownloadStream.answer(new Execution(exchange, download.permit(), slot, served), downloads, download, requested);
    }

    /** The caller wants no more of it. */
    void close(Exchange exchange) {
        Download download = downloadOf(exchange, new byte[0]);
        Optional<CompletionStage<IssuedReceipt>> end = downloads.close(download);
        if (end.isEmpty()) {
            exchange.reply(204, "application/json", Buffer.buffer(), Map.of());
        } else {
            exchange.when(
                    end.get(),
                    receipt -> exchange.reply(204, "application/json", Buffer.buffer(), Answers.headers(receipt)));
        }
    }

    private Download downloadOf(Exchange exchange, byte[] covered) {
        SessionView session = sessions.authenticate(exchange, covered);
        Download download = downloads
                .find(exchange.variable("callId"), session)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(404, RejectionCode.NOT_FOUND, "This session has no open download of this call")));
        if (served.resourceOf(session.grantId()).isEmpty()) {
            downloads.close(download);
            throw new ProblemException(CallHandler.notStarted(session.grantId()).withCall(download.callId()));
        }
        return download;
    }
}
