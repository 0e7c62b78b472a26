package io.kontor.usage.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call without its last receipt: each time that it was asked. Guarded by the journal's state. */
final class OpenCall {

    /** How often a call may be asked without an answer. */
    static final int MAX_ATTEMPTS = 64;

    /** Whether the call had its last receipt before it was asked again. */
    enum Before {
        UNANSWERED,
        ANSWERED
    }

    private final Before before;
    private final List<Attempt> attempts = new ArrayList<>(1);

    private final Attempt first;

    OpenCall(Before before, Attempt first) {
        this.before = before;
        this.first = first;
    }

    /** How it was asked first. */
    Attempt first() {
        return first;
    }

    void add(Attempt asked) {
        attempts.add(asked);
    }

    void remove(String session, long sequence) {
        attempts.removeIf(attempt -> attempt.sameAttempt(session, sequence));
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    int size() {
        return attempts.size();
    }

    Optional<Attempt> attempt(String session, long sequence) {
        return attempts.stream()
                .filter(attempt -> attempt.sameAttempt(session, sequence))
                .findFirst();
    }

    boolean unanswered() {
        return before == Before.UNANSWERED;
    }
}
