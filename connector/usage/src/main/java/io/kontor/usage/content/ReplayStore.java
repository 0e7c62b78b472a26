package io.kontor.usage.content;

import io.kontor.usage.call.Answer;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Released small answers, sealed under the content key of their grant, so that the same call id gets the same bytes (SES-7): 5 minutes,
 * at most 64 KiB each, 3 times. Bounded in bytes; the oldest go first, shelf by shelf, so that the newest cost no garbage. Thread-safe.
 */
public final class ReplayStore {

    /** Longest answer that is kept. */
    public static final int MAX_ANSWER = 64 * 1024;

    private static final long KEPT_MS = 5 * 60_000;
    private static final int TIMES = 3;
    private static final long SHELF_BYTES = 1 << 20;

    private final ContentKeys keys;
    private final InstantSource clock;
    private final int maxShelves;
    private final Deque<ReplayShelf> shelves = new ArrayDeque<>();

    /**
     * An empty store.
     *
     * @param keys content keys
     * @param clock own clock
     * @param maxBytes bytes kept at most, by the MiB
     */
    public ReplayStore(ContentKeys keys, InstantSource clock, long maxBytes) {
        this.keys = keys;
        this.clock = clock;
        this.maxShelves = (int) Math.max(1, maxBytes / SHELF_BYTES);
    }

    /** Keeps an answer; a longer one than {@link #MAX_ANSWER} is not kept. */
    public void keep(String grantId, String callId, Answer answer) {
        if (answer.bytes().length > MAX_ANSWER) {
            return;
        }
        byte[] sealed = keys.sealer(grantId).seal(answer.bytes(), callId);
        ReplayShelf.Entry entry = new ReplayShelf.Entry(grantId, answer.contentType(), sealed);
        long now = clock.millis();
        synchronized (this) {
            shelfFor(sealed.length, now).add(callId, entry, TIMES, now + KEPT_MS);
        }
    }

    private ReplayShelf shelfFor(int length, long now) {
        ReplayShelf newest = shelves.peekLast();
        if (newest != null && newest.takes(length)) {
            return newest;
        }
        ReplayShelf oldest = shelves.peekFirst();
        boolean reuse = oldest != null && (shelves.size() >= maxShelves || oldest.over(now));
        ReplayShelf next = reuse ? shelves.removeFirst() : new ReplayShelf();
        next.clear();
        shelves.addLast(next);
        return next;
    }

    /** The answer, if it is still at hand and was not asked for too often; takes one time. */
    public Optional<Answer> take(String callId) {
        Optional<ReplayShelf.Entry> taken = taken(callId);
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        ReplayShelf.Entry entry = taken.get();
        try {
            byte[] opened = keys.sealer(entry.grantId()).open(entry.sealed(), callId);
            return Optional.of(new Answer(entry.contentType(), opened));
        } catch (KeyDestroyedException e) {
            return Optional.empty();
        }
    }

    private synchronized Optional<ReplayShelf.Entry> taken(String callId) {
        long now = clock.millis();
        for (Iterator<ReplayShelf> newestFirst = shelves.descendingIterator(); newestFirst.hasNext(); ) {
            ReplayShelf shelf = newestFirst.next();
            int slot = shelf.find(callId);
            if (slot >= 0) {
                return shelf.take(slot, now) ? Optional.of(shelf.entry(slot)) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
