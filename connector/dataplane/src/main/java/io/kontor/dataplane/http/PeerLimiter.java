package io.kontor.dataplane.http;

import io.kontor.model.rejection.RejectionCode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket of requests for each peer, taken from before any signature is verified (DPL-21). It holds a bounded number of peers; the
 * least recently seen one is forgotten first. Thread-safe.
 */
public final class PeerLimiter {

    private static final int MAX_PEERS = 10_000;
    private static final long NANOS = 1_000_000_000L;

    private static final class Bucket {
        private long tokens;
        private long filledAt;
    }

    private final int perSecond;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_PEERS;
        }
    };

    /** Allows a number of requests per second, and twice as many at once. */
    public PeerLimiter(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Takes one request from the peer's bucket.
     *
     * @throws ProblemException with 429 when it is empty
     */
    public void take(String peer) {
        if (!tryTake(peer, System.nanoTime())) {
            throw new ProblemException(Problem.of(
                            429,
                            RejectionCode.BUSY,
                            "Too many requests from this address, at most " + perSecond + " a second")
                    .withRetryAfter(1));
        }
    }

    synchronized boolean tryTake(String peer, long now) {
        long capacity = 2L * perSecond * NANOS;
        Bucket bucket = buckets.get(peer);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.tokens = capacity;
            bucket.filledAt = now;
            buckets.put(peer, bucket);
        }
        long elapsed = Math.min(now - bucket.filledAt, 2 * NANOS);
        bucket.tokens = Math.min(capacity, bucket.tokens + elapsed * perSecond);
        bucket.filledAt = now;
        if (bucket.tokens < NANOS) {
            return false;
        }
        bucket.tokens -= NANOS;
        return true;
    }
}
