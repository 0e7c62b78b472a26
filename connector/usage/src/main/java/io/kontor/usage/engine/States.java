package io.kontor.usage.engine;

import io.kontor.model.grant.ActionTerms;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.usage.grant.GrantBook;
import io.kontor.usage.grant.GrantEntry;
import io.kontor.usage.metering.MeterKey;
import io.kontor.usage.policy.GrantFacts;
import io.kontor.usage.session.SessionBook;
import io.kontor.usage.unit.AllowanceKeeper;
import io.kontor.usage.unit.UnitPool;
import java.util.List;
import java.util.stream.Stream;

/** Counters and state for operators. */
final class States {

    private States() {}

    /** The live parts that are shown. */
    record Live(
            GrantBook grants,
            AllowanceKeeper units,
            SessionBook sessions,
            Anchorer anchorer,
            Contact contact,
            Admission admission,
            LastEnd lastEnd) {}

    static EngineState of(EngineBase base, Live live) {
        long now = base.clock().millis();
        boolean stale = now - base.contact().lastCommit()
                > base.config().timing().maxStaleness().toMillis();
        String serving = live.contact().ended().isPresent()
                ? "ENDED"
                : base.contact().draining() ? "DRAINED" : stale ? "STALE" : "SERVING";
        List<EngineState.GrantCounters> grants = live.grants().all().stream()
                .flatMap(entry -> counters(base, live, entry))
                .toList();
        return new EngineState(
                base.config().logId(),
                base.log().epoch(),
                base.log().size(),
                base.log().syncs(),
                live.anchorer().anchoredSize(),
                serving,
                live.lastEnd().name(),
                now,
                base.contact().lastCommit(),
                live.sessions().size(),
                live.admission().inFlight(),
                live.sessions().strangers().total(),
                live.sessions().strangers().counts(),
                base.contact().transactions(),
                grants);
    }

    private static Stream<EngineState.GrantCounters> counters(EngineBase base, Live live, GrantEntry entry) {
        GrantFacts facts = entry.view().policy().facts();
        int period = base.state().period(facts.order().orderId());
        return facts.grant().terms().actions().stream().map((ActionTerms terms) -> {
            MeterKey key = new MeterKey(entry.grantId(), terms.action(), period);
            UsageCounts counts = base.state().meter().counts(key);
            UnitPool pool = live.units().pool(entry.grantId(), terms.action());
            return new EngineState.GrantCounters(
                    entry.grantId(),
                    terms.action(),
                    period,
                    terms.limit(),
                    pool.left(),
                    pool.inHand(),
                    entry.view().readAt(),
                    entry.current(),
                    counts);
        });
    }
}
