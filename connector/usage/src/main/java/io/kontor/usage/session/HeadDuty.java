package io.kontor.usage.session;

import io.kontor.model.id.Digest32;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.policy.Refusal;
import java.util.Optional;

/**
 * The consumer's duty to sign its own head (SES-8): due every 1,000 answered calls or 5 s of use. Guarded by itself.
 */
public final class HeadDuty {

    /** Answered calls after which a head is due. */
    public static final int CALLS = 1_000;

    /** Calls that the supplier still takes while the head is on its way. */
    private static final int GRACE_CALLS = 250;

    private static final long GRACE_MS = 1_000;

    /** Milliseconds after the first answered call without a head after which one is due. */
    public static final long MS = 5_000;

    private int unsigned;
    private long unsignedSince;
    private long treeSize;
    private long time;
    private Digest32 rootHash = Digest32.ZERO;

    /** A call was answered. */
    public synchronized void answered(long now) {
        if (unsigned == 0) {
            unsignedSince = now;
        }
        unsigned++;
    }

    /** Whether a head is due before the next call. */
    public synchronized boolean due(long now) {
        return unsigned >= CALLS || (unsigned > 0 && now - unsignedSince >= MS);
    }

    /** Whether no further call is taken before a head: it is due and did not come while it could be on its way. */
    public synchronized boolean overdue(long now) {
        return unsigned >= CALLS + GRACE_CALLS || (unsigned > 0 && now - unsignedSince >= MS + GRACE_MS);
    }

    /** Whether a head continues the last one; a root is compared where the sizes are equal. */
    public synchronized Optional<Refusal> refusal(long newSize, Digest32 newRoot, long newTime) {
        boolean continues = newSize > treeSize || (newSize == treeSize && newRoot.equals(rootHash));
        if (treeSize > 0 && !continues) {
            return Optional.of(new Refusal(
                    RejectionCode.HEAD_CONSISTENCY,
                    "Cannot take head of size " + newSize + " and root " + newRoot + ": the last one has size "
                            + treeSize + " and root " + rootHash));
        }
        return newTime < time
                ? Optional.of(new Refusal(
                        RejectionCode.HEAD_TIME, "Cannot take head of time " + newTime + ": the last one's is " + time))
                : Optional.empty();
    }

    /** A head was taken; it covers the calls that were answered. */
    public synchronized void taken(long newSize, Digest32 newRoot, long newTime) {
        treeSize = newSize;
        rootHash = newRoot;
        time = newTime;
        unsigned = 0;
    }
}
