package io.kontor.usage.engine;

import io.kontor.usage.journal.OldSegment;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Retires segments of the journal, oldest first, once nothing and nobody needs their records any more (JNL-14, JNL-15). One look at a
 * time, away from the threads that serve.
 */
final class Retention {

    private static final Logger LOG = System.getLogger(Retention.class.getName());

    /** Segments that one look retires at most. */
    private static final int MAX_AT_ONCE = 1_000;

    private final EngineBase base;
    private final Anchorer anchorer;
    private final GiveBacks giveBacks;
    private final Predicate<String> inFlight;
    private final KeepingDuty duty;
    private @Nullable CompletableFuture<Retired> running;

    /** @param inFlight whether a call, viewing or download of a grant is open here */
    Retention(EngineBase base, Anchorer anchorer, GiveBacks giveBacks, Predicate<String> inFlight) {
        this.base = base;
        this.anchorer = anchorer;
        this.giveBacks = giveBacks;
        this.inFlight = inFlight;
        this.duty = new KeepingDuty(base);
    }

    /** Looks now; whoever asks while one looks gets its answer. */
    synchronized CompletionStage<Retired> look() {
        if (running != null && !running.isDone()) {
            return running;
        }
        CompletableFuture<Retired> result = base.tasks().run(this::lookNow).toCompletableFuture();
        running = result;
        return result;
    }

    /** Looks by itself; to be called now and then. */
    void tick() {
        if (days() > 0) {
            CompletionStage<Retired> unused = look().whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.log(
                            Level.WARNING,
                            "Segments of the journal are retired later: {0}",
                            Failures.cause(failure).getMessage());
                }
            });
        }
    }

    private int days() {
        return base.config().limits().retentionDays();
    }

    private Retired lookNow() {
        for (int done = 0; done < MAX_AT_ONCE; done++) {
            Optional<OldSegment> oldest = base.log().oldest();
            if (oldest.isEmpty()) {
                return retired("it is being written");
            }
            RetentionContent content = new RetentionContent(oldest.get());
            Optional<String> reason = against(content);
            if (reason.isPresent()) {
                return retired(reason.get());
            }
            base.log().retire(oldest.get(), content::keeps);
            LOG.log(
                    Level.INFO,
                    "Segment {0} of the journal of log {1} is retired: {2} records, digests and what a start needs stay",
                    oldest.get().number(),
                    base.log().logId(),
                    oldest.get().records().size());
        }
        return retired("the next look goes on");
    }

    private Retired retired(String reason) {
        return new Retired(base.log().retired(), reason);
    }

    private Optional<String> against(RetentionContent content) {
        return ownReasons(content)
                .or(() -> content.grants().stream()
                        .map(duty::ofGrant)
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> duty.disputed(content.released()));
    }

    private Optional<String> ownReasons(RetentionContent content) {
        if (days() == 0) {
            return Optional.of("journal-retention-days is 0");
        }
        long age = base.clock().millis() - content.lastTime();
        if (age < Duration.ofDays(days()).toMillis()) {
            return Optional.of("its newest leaf is " + Duration.ofMillis(age).toDays()
                    + " days old, journal-retention-days is " + days());
        }
        if (content.leavesEnd() > anchorer.anchoredSize()) {
            return Optional.of(
                    "it holds leaves below " + content.leavesEnd() + ", anchored are " + anchorer.anchoredSize());
        }
        if (giveBacks.waitsBelow(content.leavesEnd())) {
            return Optional.of("one of its leaves waits to be given back");
        }
        return content.grants().stream()
                .filter(inFlight)
                .map(grant -> "a call of grant " + grant + " is in progress")
                .findFirst();
    }
}
