package io.kontor.usage.consumer;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import java.util.Optional;

/**
 * What arrived of a result: all of it, or of a cut stream as much as there was.
 *
 * @param digest HMAC of the received bytes under the evidence key
 * @param bytes received bytes
 */
public record ReceivedResult(Digest32 digest, long bytes) {

    public ReceivedResult {
        Checks.range("bytes", bytes, 0, Checks.MAX);
    }

    /** Empty when nothing came of a result. */
    static Optional<ReceivedResult> of(Received received) {
        boolean nothing = received.bytes() == 0 && received.digest().equals(Digest32.ZERO);
        return nothing ? Optional.empty() : Optional.of(new ReceivedResult(received.digest(), received.bytes()));
    }
}
