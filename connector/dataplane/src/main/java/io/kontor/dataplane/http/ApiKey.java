package io.kontor.dataplane.http;

import io.kontor.model.rejection.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Consumer;

/** Lets requests through that carry the listener's key in {@code X-Api-Key} (DPL-30). */
public final class ApiKey {

    private static final int LEAST_LENGTH = 16;

    private final byte[] key;
    private final PeerLimiter limiter;

    /**
     * Takes a key.
     *
     * @param key at least 16 characters
     * @param limiter taken from by requests without the key
     */
    public ApiKey(String key, PeerLimiter limiter) {
        if (key.length() < LEAST_LENGTH) {
            throw new IllegalArgumentException(
                    "Cannot use API key: it has " + key.length() + " characters, must have at least " + LEAST_LENGTH);
        }
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.limiter = limiter;
    }

    /** The handler behind the key. */
    public Consumer<Exchange> guard(Consumer<Exchange> handler) {
        return exchange -> {
            byte[] given = exchange.header("X-Api-Key").orElse("").getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(key, given)) {
                limiter.take(exchange.peer());
                throw new ProblemException(
                        Problem.of(401, RejectionCode.NOT_AUTHENTICATED, "The header X-Api-Key is missing or wrong"));
            }
            handler.accept(exchange);
        };
    }
}
