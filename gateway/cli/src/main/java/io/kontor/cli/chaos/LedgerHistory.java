package io.kontor.cli.chaos;

import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentCodec;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.receipt.AllowanceCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What stood on the ledger when, by its blocks. A block does not say when it was committed: its records stand since their transaction was
 * made at the earliest, and until {@link #COMMIT_MS} after the next one was made at the latest. Immutable.
 */
final class LedgerHistory {

    /** Longest from the making of a transaction to its commit. */
    static final long COMMIT_MS = 60_000;

    private final Map<String, List<LedgerWrite>> versions = new HashMap<>();

    LedgerHistory(List<LedgerWrite> written) {
        written.forEach(write ->
                versions.computeIfAbsent(write.key(), key -> new ArrayList<>()).add(write));
    }

    /**
     * A time.
     *
     * @param from epoch milliseconds
     * @param to epoch milliseconds
     */
    record Span(long from, long to) {}

    /** Whether no unit was free at some moment of a time. */
    boolean usedUp(String grantId, Span span) {
        return stood(
                "allowance/" + grantId + "/PROCESS",
                span,
                write -> AllowanceCodec.fromJson(write.json()).free() == 0);
    }

    /** Whether another log had units of a grant in open blocks at some moment of a time. */
    boolean leasedElsewhere(String grantId, String logId, Span span) {
        String prefix = "open-units/" + grantId + "/PROCESS/";
        return versions.keySet().stream()
                .filter(key -> key.startsWith(prefix) && !key.equals(prefix + logId))
                .anyMatch(key -> stood(key, span, write -> write.json().longValue("units") > 0));
    }

    /** Whether a consent was claimed by then by a call that a condition takes. */
    boolean claimed(String consentId, long by, Predicate<String> callId) {
        return versions.getOrDefault("consent/" + consentId, List.of()).stream()
                .filter(write -> write.time() <= by)
                .map(write -> ConsentCodec.fromJson(write.json()))
                .filter(consent -> consent.status() == ConsentStatus.CONSUMED)
                .map(Consent::callId)
                .anyMatch(call -> call.filter(callId).isPresent());
    }

    private boolean stood(String key, Span span, Predicate<LedgerWrite> condition) {
        List<LedgerWrite> all = versions.getOrDefault(key, List.of());
        for (int i = 0; i < all.size(); i++) {
            long end = i + 1 < all.size() ? all.get(i + 1).time() + COMMIT_MS : Long.MAX_VALUE;
            if (all.get(i).time() <= span.to() && span.from() <= end && condition.test(all.get(i))) {
                return true;
            }
        }
        return false;
    }
}
