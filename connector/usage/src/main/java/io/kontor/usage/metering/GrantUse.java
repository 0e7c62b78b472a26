package io.kontor.usage.metering;

import io.kontor.model.grant.RateLimit;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.policy.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this log has released under one grant, as far as its rates, bytes and records are bounded (POL-14). Rebuilt from the receipts at
 * every start. Several instances share a bound by equal parts, so that together they never go over it. Guarded by itself.
 */
public final class GrantUse {

    private static final long MINUTE_MS = 60_000;
    /** Older minutes are in no hour and no day of any zone that is still running. */
    private static final long KEPT_MINUTES = 25 * 60;

    private final String grantId;
    private final Deque<Minute> minutes = new ArrayDeque<>();
    private final Set<String> admitted = new HashSet<>();
    private final Map<String, Long> held = new HashMap<>();
    private long newest;
    private long bytes;
    private long records;

    GrantUse(String grantId) {
        this.grantId = grantId;
    }

    private static final class Minute {

        private final long start;
        private long units;

        private Minute(long start) {
            this.start = start;
        }
    }

    /**
     * What a grant's bounds come to at one instance.
     *
     * @param bounds bounds of the grant
     * @param utcOffsetMinutes offset of the calendar in which hours and days are counted
     * @param instances instances that share them
     */
    public record Share(UsageBounds bounds, int utcOffsetMinutes, int instances) {

        private long of(long limit) {
            return limit / instances;
        }
    }

    /**
     * Admits a call if its rates, bytes and records are not used up; an admitted call counts until it is in the log or has {@link #left}.
     *
     * @param callId call
     * @param share this instance's share
     * @param now epoch milliseconds
     */
    public synchronized Optional<Refusal> admit(String callId, Share share, long now) {
        long time = Math.max(now, newest);
        List<RateLimit> rates = share.bounds().rates().orElse(List.of());
        for (RateLimit rate : rates) {
            long units = since(rate.period().start(time, share.utcOffsetMinutes())) + admitted.size();
            if (units >= share.of(rate.limit())) {
                return refuse(
                        RejectionCode.RATE,
                        units + " units are used of " + part(share, rate.limit()) + " in one " + rate.period());
            }
        }
        Optional<Refusal> full = fits(share, 1, 1);
        if (full.isEmpty() && !rates.isEmpty()) {
            admitted.add(callId);
        }
        return full;
    }

    /** An admitted call has its receipt, or will have none. */
    public synchronized void left(String callId) {
        admitted.remove(callId);
    }

    /** Whether what is about to be released stays within bytes and records; asked in order with all other releases. */
    public synchronized Optional<Refusal> release(Share share, Delivery delivery) {
        return fits(share, delivery.bytes(), delivery.records());
    }

    /** Whether a stream of at most so many bytes stays within them. */
    public synchronized Optional<Refusal> release(Share share, long streamBytes) {
        return fits(share, streamBytes, 0);
    }

    /** A stream was reserved: so many bytes may leave until its end is in the log, and count if it never is. */
    public synchronized void hold(String callId, long streamBytes) {
        held.put(callId, streamBytes);
    }

    private Optional<Refusal> fits(Share share, long moreBytes, long moreRecords) {
        long bound = share.bounds().bytesMax().orElse(Long.MAX_VALUE);
        long counted = bytes + held.values().stream().mapToLong(Long::longValue).sum();
        if (share.bounds().bytesMax().isPresent() && moreBytes > share.of(bound) - counted) {
            return refuse(
                    RejectionCode.VOLUME,
                    counted + " bytes are released of " + part(share, bound) + ", this call takes " + moreBytes);
        }
        long most = share.bounds().recordsMax().orElse(Long.MAX_VALUE);
        if (share.bounds().recordsMax().isPresent() && moreRecords > share.of(most) - records) {
            return refuse(
                    RejectionCode.VOLUME,
                    records + " records are used of " + part(share, most) + ", this call takes " + moreRecords);
        }
        return Optional.empty();
    }

    private static String part(Share share, long limit) {
        return share.instances() == 1
                ? String.valueOf(limit)
                : share.of(limit) + " (" + limit + " shared by " + share.instances() + " instances)";
    }

    private Optional<Refusal> refuse(RejectionCode code, String reason) {
        return Optional.of(new Refusal(code, "Cannot call under grant " + grantId + ": " + reason));
    }

    private long since(long start) {
        long units = 0;
        Iterator<Minute> newestFirst = minutes.descendingIterator();
        while (newestFirst.hasNext()) {
            Minute minute = newestFirst.next();
            if (minute.start < start) {
                break;
            }
            units += minute.units;
        }
        return units;
    }

    /** Takes a receipt that stands in the log, now or at recovery. */
    synchronized void take(CallReceipt receipt, long newUnits) {
        newest = Math.max(newest, receipt.time());
        admitted.remove(receipt.callId());
        bytes += receipt.delivery().bytes();
        records += receipt.delivery().records();
        if (receipt.kind() != LeafKind.RESERVED) {
            held.remove(receipt.callId());
        }
        if (newUnits > 0) {
            count(receipt.time() - receipt.time() % MINUTE_MS, newUnits);
        }
    }

    private void count(long start, long units) {
        Minute last = minutes.peekLast();
        if (last == null || last.start < start) {
            last = new Minute(start);
            minutes.addLast(last);
        }
        last.units += units;
        while (minutes.getFirst().start < start - KEPT_MINUTES * MINUTE_MS) {
            minutes.removeFirst();
        }
    }
}
