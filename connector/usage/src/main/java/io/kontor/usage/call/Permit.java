package io.kontor.usage.call;

import io.kontor.model.receipt.Delivery;
import io.kontor.model.rejection.RejectionCode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The right to execute one call and release its result once; a unit and, where needed, a consent are claimed already.
 *
 * <p>Small answers: {@link #released}. Streams, viewings and downloads: {@link #reserve()} before the first byte, then exactly one of
 * {@link #finished} and {@link #aborted}. A source that fails before anything was released: {@link #failed}. A permit that is dropped
 * without any of these counts as used. Stages complete on the engine's callback executor; what depends on them must be short or move
 * to its own threads. A stage completes exceptionally with {@link io.kontor.usage.journal.JournalException} when the audit write
 * failed: then nothing may leave.
 *
 * <p>Thread-safe; the first resolution wins, a second one throws {@link IllegalStateException}.
 */
public interface Permit {

    /** The call, its grant and its terms. */
    PermittedCall call();

    /** A new digest over what is about to leave. */
    ResultDigest digest();

    /**
     * Writes the receipt of a small answer (one record).
     *
     * @param delivery what is released; usage = items × records for a hit, else 0; {@code bytes} = length of the answer
     * @param answer the bytes that leave once the stage says Released
     */
    CompletionStage<ReleaseResult> released(Delivery delivery, Answer answer);

    /** Writes the reservation of a stream, viewing or download; its first byte may leave once the stage says Released. */
    CompletionStage<ReleaseResult> reserve();

    /**
     * Writes the reservation of a stream whose size is known.
     *
     * @param bytesMax bytes that will leave at most; they count against the grant's bytes until the stream has ended
     */
    CompletionStage<ReleaseResult> reserve(long bytesMax);

    /**
     * Ends a reservation: everything was released.
     *
     * @param delivery what was released
     * @param digest over all released bytes in order
     */
    CompletionStage<IssuedReceipt> finished(Delivery delivery, ResultDigest digest);

    /**
     * Ends a reservation early. The unit is given back when {@code delivery.bytes()} is 0.
     *
     * @param delivery what had left until then
     * @param digest over all released bytes in order
     */
    CompletionStage<IssuedReceipt> aborted(Delivery delivery, ResultDigest digest);

    /**
     * The source failed and nothing was released; the unit is given back.
     *
     * @param cause one line for the operator's log; it does not enter the receipt
     */
    CompletionStage<IssuedReceipt> failed(String cause);

    /**
     * Why nothing more may leave under this permit now: the grant ended, was suspended, its window closed or the ledger is out of
     * reach for too long. Asked before each further page or chunk.
     */
    Optional<RejectionCode> withdrawn();

    /**
     * Has an action run, once, as soon as the grant ends or is suspended: cut the stream. Runs at once when that has happened already.
     *
     * @param action short; must not block
     */
    void onWithdrawn(Runnable action);
}
