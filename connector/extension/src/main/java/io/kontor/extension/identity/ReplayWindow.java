package io.kontor.extension.identity;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how often one token may be presented. EDC's HTTP client repeats a request that met a 5xx with the same token, so a strict
 * once-only rule would turn every such error into a refusal: the same token is accepted a few times within a short window, the same token
 * identifier with other content never. Full means refuse. Thread-safe.
 */
final class ReplayWindow {
    static final int PRESENTATIONS_MAX = 6;

    private static final int TOKENS_MAX = 100_000;

    private final long windowMillis;
    private final Map<String, Seen> tokens = new LinkedHashMap<>();

    ReplayWindow(long windowMillis) {
        this.windowMillis = windowMillis;
    }

    /** Records a presentation and tells whether it is acceptable. */
    synchronized boolean accept(String tokenId, String digest, long now) {
        purge(now);
        Seen seen = tokens.get(tokenId);
        if (seen == null) {
            if (tokens.size() >= TOKENS_MAX) {
                return false;
            }
            tokens.put(tokenId, new Seen(digest, now, 1));
            return true;
        }
        if (!seen.digest().equals(digest) || seen.presentations() >= PRESENTATIONS_MAX) {
            return false;
        }
        tokens.put(tokenId, new Seen(digest, seen.firstAt(), seen.presentations() + 1));
        return true;
    }

    private void purge(long now) {
        Iterator<Seen> oldest = tokens.values().iterator();
        while (oldest.hasNext() && now - oldest.next().firstAt() > windowMillis) {
            oldest.remove();
        }
    }

    private record Seen(String digest, long firstAt, int presentations) {}
}
