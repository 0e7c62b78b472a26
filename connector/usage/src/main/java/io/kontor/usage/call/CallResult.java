package io.kontor.usage.call;

import io.kontor.model.rejection.RejectionCode;
import java.time.Duration;

/** What the engine decided about an authenticated call. */
public sealed interface CallResult {

    /**
     * The call may be executed; nothing may leave before the permit says so.
     *
     * @param permit must be resolved: released, failed, or reserved and then finished or aborted
     */
    record Admitted(Permit permit) implements CallResult {}

    /**
     * The call is refused and the refusal is receipted.
     *
     * @param code first failing reason in the order of {@link RejectionCode}
     * @param detail one line with both values
     * @param receipt receipt of kind DENIED
     */
    record Denied(RejectionCode code, String detail, IssuedReceipt receipt) implements CallResult {}

    /**
     * Not now; no receipt. The same call may be made again later.
     *
     * @param code STALE, BUSY, HEAD_DUE or LEASED_ELSEWHERE
     * @param detail one line
     * @param retryAfter when to try again
     */
    record Retry(RejectionCode code, String detail, Duration retryAfter) implements CallResult {}

    /**
     * The same call id again: the same bytes, counted once (SES-7).
     *
     * @param answer the bytes that were released
     * @param receipt receipt of the first time
     */
    record Replay(Answer answer, IssuedReceipt receipt) implements CallResult {}

    /**
     * The same call id again, and its answer is no longer at hand: never executed again (SES-7).
     *
     * @param code ALREADY_RELEASED, the code of the earlier refusal, or ALREADY_EXISTS_DIFFERENT for another body
     * @param detail one line
     * @param receipt newest receipt of that call
     */
    record Repeated(RejectionCode code, String detail, IssuedReceipt receipt) implements CallResult {}

    /**
     * Nothing was decided and nothing receipted: the request itself is wrong.
     *
     * @param code MALFORMED or ALREADY_EXISTS_DIFFERENT
     * @param detail one line
     */
    record Unreadable(RejectionCode code, String detail) implements CallResult {}
}
