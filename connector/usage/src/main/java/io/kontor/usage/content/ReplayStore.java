package io.kontor.usage.content;

import io.kontor.usage.call.Answer;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Released small answers, sealed under the content key of their grant, so that the same call id gets the same bytes (SES-7): 5 minutes,
 * at most 64 KiB each, 3 times. Bounded in bytes; the oldest go first. Thread-safe.
 */
public final class ReplayStore {

    /** Longest answer that is kept. */
    public static final int MAX_ANSWER = 64 * 1024;

    private static final long KEPT_MS = 5 * 60_000;
    private static final int TIMES = 3;

    private final ContentKeys keys;
    private final InstantSource clock;
    private final long maxBytes;
    private final Map<String, Kept> answers = new LinkedHashMap<>();
    private long bytes;

    private static final class Kept {
        private final String grantId;
        private final String contentType;
        private final byte[] sealed;
        private final long until;
        private int left = TIMES;

        Kept(String grantId, String contentType, byte[] sealed, long until) {
            this.grantId = grantId;
            this.contentType = contentType;
            this.sealed = sealed;
            this.until = until;
        }
    }

    /**
     * An empty store.
     *
     * @param keys content keys
     * @param clock own clock
     * @param maxBytes bytes kept at most
     */
    public ReplayStore(ContentKeys keys, InstantSource clock, long maxBytes) {
        this.keys = keys;
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    /** Keeps an answer; a longer one than {@link #MAX_ANSWER} is not kept. */
    public void keep(String grantId, String callId, Answer answer) {
        if (answer.bytes().length > MAX_ANSWER) {
            return;
        }
        byte[] sealed = keys.sealer(grantId).seal(answer.bytes(), callId);
        synchronized (this) {
            bytes += sealed.length;
            answers.put(callId, new Kept(grantId, answer.contentType(), sealed, clock.millis() + KEPT_MS));
            trim();
        }
    }

    /** The answer, if it is still at hand and was not asked for too often; takes one time. */
    public Optional<Answer> take(String callId) {
        Kept kept;
        synchronized (this) {
            trim();
            kept = answers.get(callId);
            if (kept == null || kept.left == 0) {
                return Optional.empty();
            }
            kept.left--;
        }
        try {
            return Optional.of(
                    new Answer(kept.contentType, keys.sealer(kept.grantId).open(kept.sealed, callId)));
        } catch (KeyDestroyedException e) {
            return Optional.empty();
        }
    }

    private void trim() {
        long now = clock.millis();
        Iterator<Kept> oldest = answers.values().iterator();
        while (oldest.hasNext()) {
            Kept kept = oldest.next();
            if (bytes <= maxBytes && now < kept.until) {
                return;
            }
            bytes -= kept.sealed.length;
            oldest.remove();
        }
    }
}
