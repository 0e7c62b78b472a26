package io.kontor.usage.engine;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.grant.GrantEntry;
import io.kontor.usage.policy.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Whether this instance may serve: it has recent contact with the ledger, its leaves reach the ledger in time, its journal and epoch are
 * alive (architecture §4.11, INV-2, INV-4). An instance that was idle commits a heartbeat before it serves again.
 */
final class Contact {

    private final EngineBase base;
    private final Anchorer anchorer;
    private final ReceiptLedger ledger;
    private final Duration unanchoredMax;
    private @Nullable CompletableFuture<Boolean> beating;

    Contact(EngineBase base, Anchorer anchorer) {
        this.base = base;
        this.anchorer = anchorer;
        this.ledger = new ReceiptLedger(base.contact());
        Duration twice = base.config().timing().anchorInterval().multipliedBy(2);
        Duration staleness = base.config().timing().maxStaleness();
        this.unanchoredMax = twice.compareTo(staleness) > 0 ? twice : staleness;
    }

    /** Why nothing is served any more, whatever the ledger does. */
    Optional<Refusal> ended() {
        if (base.log().ended()) {
            return Optional.of(stale("its journal has ended; restart the instance"));
        }
        return base.contact().ended().map(Contact::stale);
    }

    /** Why nothing is served right now. */
    Optional<Refusal> refusal(GrantEntry entry) {
        Optional<Refusal> over = ended();
        if (over.isPresent()) {
            return over;
        }
        if (anchorer.overdue(unanchoredMax)) {
            return Optional.of(stale(
                    "receipts have waited for an anchored head for more than " + unanchoredMax.toSeconds() + " s"));
        }
        return fresh(entry) ? Optional.empty() : Optional.of(unseen(entry));
    }

    private Refusal unseen(GrantEntry entry) {
        long allowed = allowed(entry);
        return age() > allowed
                ? stale("its last contact with the ledger is " + age() / 1000 + " s ago, " + allowed / 1000
                        + " s are allowed")
                : stale("what it knows of the grant is "
                        + entry.blindFor(base.clock().millis()) / 1000 + " s old, " + allowed / 1000
                        + " s are allowed");
    }

    /** Contact, made by a heartbeat when it is too old. */
    CompletableFuture<Optional<Refusal>> renew(GrantEntry entry) {
        if (fresh(entry) || ended().isPresent()) {
            return CompletableFuture.completedFuture(refusal(entry));
        }
        return beat().handle((done, failure) -> refusal(entry));
    }

    private synchronized CompletableFuture<Boolean> beat() {
        if (beating != null) {
            return beating;
        }
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        beating = mine;
        base.tasks()
                .run(() -> ledger.heartbeat(
                        base.log().logId(), base.log().epoch(), base.clock().millis()))
                .whenComplete((done, failure) -> {
                    synchronized (this) {
                        beating = null;
                    }
                    mine.complete(failure == null);
                });
        return mine;
    }

    private boolean fresh(GrantEntry entry) {
        long allowed = allowed(entry);
        return age() <= allowed && entry.blindFor(base.clock().millis()) <= allowed;
    }

    /** The shorter of the city's bound and the instance's own, in milliseconds. */
    private long allowed(GrantEntry entry) {
        long city = entry.view().policy().facts().city().limits().maxStalenessSeconds() * 1000L;
        return Math.min(city, base.config().timing().maxStaleness().toMillis());
    }

    private long age() {
        return base.clock().millis() - base.contact().lastCommit();
    }

    private static Refusal stale(String reason) {
        return new Refusal(RejectionCode.STALE, "Cannot serve: " + reason);
    }
}
