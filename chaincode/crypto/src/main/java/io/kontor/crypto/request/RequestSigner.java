package io.kontor.crypto.request;

import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signs requests with a member's pinned key (LOG-6). Thread-safe.
 *
 * <p>A signature is accepted once and the same message gives the same one, so no two requests of a signer carry the same time.
 */
public final class RequestSigner {
    private final CryptoSuite suite;
    private final SigningKey key;
    private final Clock clock;
    private final AtomicLong lastTime = new AtomicLong();

    public RequestSigner(CryptoSuite suite, SigningKey key, Clock clock) {
        this.suite = suite;
        this.key = key;
        this.clock = clock;
    }

    /**
     * The headers that a request must carry.
     *
     * @param method HTTP method, upper case
     * @param target path and query as they are sent
     * @param body body as it is sent, empty for none
     * @return header names and values
     */
    public Map<String, String> headers(String method, String target, byte[] body) {
        long time = lastTime.updateAndGet(last -> Math.max(last + 1, clock.millis()));
        byte[] signature = key.sign(message(suite, method, target, time, body));
        Base64.Encoder base64 = Base64.getEncoder();
        return Map.of(
                "Kontor-Key", base64.encodeToString(key.verifyingKey().spki()),
                "Kontor-Time", Long.toString(time),
                "Kontor-Signature", base64.encodeToString(signature));
    }

    private static byte[] message(CryptoSuite suite, String method, String target, long time, byte[] body) {
        String text = "kontor-request-v1\n" + method + "\n" + target + "\n" + time + "\n"
                + HexFormat.of().formatHex(suite.digest(body)) + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
