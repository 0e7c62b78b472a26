package io.kontor.dataplane.call;

import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.engine.SessionView;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The downloads of an instance that run or may be resumed, by call id. Thread-safe. */
final class Downloads {

    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

    private final Map<String, Download> open = new ConcurrentHashMap<>();
    private final Duration window;
    private final int max;
    private final LongSupplier clock;

    /**
     * No downloads.
     *
     * @param window time after a stream in which the download may be resumed
     * @param max downloads at once
     * @param clock epoch milliseconds
     */
    Downloads(Duration window, int max, LongSupplier clock) {
        this.window = window;
        this.max = max;
        this.clock = clock;
    }

    /** Refuses a further download when there are too many; one that is done and only kept for its window makes room. */
    void requireRoom() {
        if (open.size() >= max) {
            open.values().stream().filter(Download::done).findFirst().ifPresent(this::close);
        }
        if (open.size() >= max) {
            throw new ProblemException(
                    Problem.of(503, RejectionCode.BUSY, "Cannot download: " + max + " downloads are open already")
                            .withRetryAfter(5));
        }
    }

    void opened(Download download) {
        download.idle(0, now());
        open.put(download.callId(), download);
        download.permit().onWithdrawn(() -> close(download));
    }

    /** The download of a call for a session of the same agreement, user and application. */
    Optional<Download> find(String callId, SessionView session) {
        return Optional.ofNullable(open.get(callId)).filter(download -> belongs(download, session));
    }

    private static boolean belongs(Download download, SessionView session) {
        CallReceipt receipt = download.reserved().receipt();
        return receipt.grantId().equals(session.grantId())
                && receipt.user().equals(session.user())
                && receipt.application().equals(session.application());
    }

    long now() {
        return clock.getAsLong();
    }

    /** Ends those whose window is over; called now and then. */
    void sweep() {
        long now = clock.getAsLong();
        open.values().stream()
                .filter(download -> download.idleFor(window.toMillis(), now))
                .forEach(this::close);
    }

    /** Ends all, for the end of the instance. */
    void closeAll() {
        open.values().forEach(this::close);
    }

    int size() {
        return open.size();
    }

    /** Ends one; empty when it had ended. */
    Optional<CompletionStage<IssuedReceipt>> close(Download download) {
        open.remove(download.callId(), download);
        Optional<CompletionStage<IssuedReceipt>> end = download.close();
        end.ifPresent(stage -> stage.whenComplete((receipt, failure) -> {
            if (failure != null) {
                LOG.error("Cannot write the end of download {}", download.callId(), failure);
            } else {
                LOG.info(
                        "Download {} ended {} after {} bytes",
                        download.callId(),
                        receipt.receipt().kind(),
                        download.sent());
            }
        }));
        return end;
    }
}
