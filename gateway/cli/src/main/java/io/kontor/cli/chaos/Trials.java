package io.kontor.cli.chaos;

import io.kontor.dataplane.app.HttpAnswer;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/** All that the buyer asked in a run, with its answers. Thread-safe. */
final class Trials {

    private final Queue<Trial> trials = new ConcurrentLinkedQueue<>();

    /** Asks and keeps what was told; empty when there was no answer. */
    Optional<HttpAnswer> ask(Trial.What what, Supplier<HttpAnswer> request) {
        return ask(what, request, answer -> answer);
    }

    /** The same for what comes with an answer. */
    <T> Optional<T> ask(Trial.What what, Supplier<T> request, Function<T, HttpAnswer> answer) {
        long asked = System.currentTimeMillis();
        try {
            T result = request.get();
            trials.add(new Trial(what, asked, System.currentTimeMillis(), Trial.Told.of(answer.apply(result))));
            return Optional.of(result);
        } catch (UncheckedIOException e) {
            trials.add(new Trial(what, asked, System.currentTimeMillis(), Trial.Told.lost(e)));
            return Optional.empty();
        }
    }

    void clear() {
        trials.clear();
    }

    /** All so far. */
    List<Trial> all() {
        return List.copyOf(trials);
    }
}
