package io.kontor.dataplane.call;

import io.kontor.usage.call.IssuedReceipt;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open viewings of an instance by call id. Thread-safe. */
final class Viewings {

    private static final Logger LOG = LoggerFactory.getLogger(Viewings.class);

    private final Map<String, Viewing> open = new ConcurrentHashMap<>();
    private final LongSupplier clock;

    Viewings(LongSupplier clock) {
        this.clock = clock;
    }

    void opened(Viewing viewing) {
        open.put(viewing.callId(), viewing);
        viewing.permit().onWithdrawn(() -> end(viewing, Viewing::abort));
    }

    /** The open viewing of a session; one whose time is over is ended now. */
    Optional<Viewing> find(String callId, String session) {
        Viewing viewing = open.get(callId);
        if (viewing == null || !viewing.session().equals(session)) {
            return Optional.empty();
        }
        if (viewing.isOver(clock.getAsLong())) {
            finish(viewing);
            return Optional.empty();
        }
        return Optional.of(viewing);
    }

    /** Forgets a viewing that has ended. */
    void ended(Viewing viewing) {
        open.remove(viewing.callId(), viewing);
    }

    Optional<CompletionStage<IssuedReceipt>> finish(Viewing viewing) {
        return end(viewing, Viewing::finish);
    }

    Optional<CompletionStage<IssuedReceipt>> abort(Viewing viewing) {
        return end(viewing, Viewing::abort);
    }

    /** Ends those whose time is over; called now and then. */
    void sweep() {
        long now = clock.getAsLong();
        open.values().stream().filter(viewing -> viewing.isOver(now)).forEach(this::finish);
    }

    /** Ends all, for the end of the instance. */
    void finishAll() {
        open.values().forEach(this::finish);
    }

    int size() {
        return open.size();
    }

    private Optional<CompletionStage<IssuedReceipt>> end(
            Viewing viewing, Function<Viewing, Optional<CompletionStage<IssuedReceipt>>> how) {
        ended(viewing);
        Optional<CompletionStage<IssuedReceipt>> receipt = how.apply(viewing);
        receipt.ifPresent(stage -> stage.whenComplete((value, failure) -> {
            if (failure != null) {
                LOG.error("Cannot write the end of viewing {}", viewing.callId(), failure);
            }
        }));
        return receipt;
    }
}
