package io.kontor.extension.ledger;

import io.kontor.client.ledger.LedgerException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps recent answers of another directory. An answer is fresh for {@code freshFor}; while the ledger is away an older one serves for at most
 * {@code staleFor}, then lookups fail. An event about a member drops its answer at once. Bounded, least recently used goes first. Thread-safe.
 */
public final class CachedMemberDirectory implements MemberDirectory {
    private static final int ENTRIES_MAX = 10_000;

    private final MemberDirectory source;
    private final Clock clock;
    private final Duration freshFor;
    private final Duration staleFor;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > ENTRIES_MAX;
        }
    };

    /**
     * Creates the cache.
     *
     * @param source directory that is asked
     * @param clock clock of the connector
     * @param freshFor how long an answer is used without asking again
     * @param staleFor how long an answer is used while the ledger is away
     */
    public CachedMemberDirectory(MemberDirectory source, Clock clock, Duration freshFor, Duration staleFor) {
        this.source = source;
        this.clock = clock;
        this.freshFor = freshFor;
        this.staleFor = staleFor;
    }

    @Override
    public Optional<MemberIdentity> find(String participantId) {
        long now = clock.millis();
        Entry kept = kept(participantId);
        if (kept != null && now - kept.at() < freshFor.toMillis()) {
            return kept.member();
        }
        try {
            Optional<MemberIdentity> member = source.find(participantId);
            keep(participantId, new Entry(member, now));
            return member;
        } catch (LedgerException e) {
            if (kept != null && now - kept.at() < staleFor.toMillis()) {
                return kept.member();
            }
            throw e;
        }
    }

    /**
     * Drops what is kept of a member, because the ledger changed it.
     *
     * @param participantId member
     */
    public void invalidate(String participantId) {
        synchronized (entries) {
            entries.remove(participantId);
        }
    }

    private @Nullable Entry kept(String participantId) {
        synchronized (entries) {
            return entries.get(participantId);
        }
    }

    private void keep(String participantId, Entry entry) {
        synchronized (entries) {
            entries.put(participantId, entry);
        }
    }

    private record Entry(Optional<MemberIdentity> member, long at) {}
}
