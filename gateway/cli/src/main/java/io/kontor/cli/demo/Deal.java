package io.kontor.cli.demo;

import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.UsageCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the steps have brought about so far: agreements, consents, calls. Not thread-safe. */
final class Deal {
    /** Key of the grant whose window begins tomorrow. */
    static final String TOMORROW = "R4-tomorrow";

    /** Key of the grant whose window ended yesterday. */
    static final String YESTERDAY = "R4-yesterday";

    private final Map<String, String> grants = new TreeMap<>();
    private final Map<String, List<ConsentDocument>> consents = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final List<CallReceipt> receipts = new ArrayList<>();

    /** Remembers the agreement of a resource, e.g. {@code R1}. */
    void agreed(String name, String grantId) {
        grants.put(name, grantId);
    }

    /** The grant of a resource. */
    String grant(String name) {
        String grantId = grants.get(name);
        if (grantId == null) {
            throw new IllegalStateException("Cannot use grant of " + name + ": its negotiation did not succeed");
        }
        return grantId;
    }

    /** Names with a grant, ascending. */
    List<String> granted() {
        return List.copyOf(grants.keySet());
    }

    void consented(String name, ConsentDocument document) {
        consents.computeIfAbsent(name, key -> new ArrayList<>()).add(document);
    }

    /** Takes the next unused consent of a resource. */
    ConsentDocument nextConsent(String name) {
        List<ConsentDocument> waiting = consents.get(name);
        if (waiting == null || waiting.isEmpty()) {
            throw new IllegalStateException("Cannot call " + name + ": no consent is left");
        }
        return waiting.remove(0);
    }

    /** The next unused consent of a resource, left where it is. */
    ConsentDocument peekConsent(String name) {
        ConsentDocument next = nextConsent(name);
        consents.computeIfAbsent(name, key -> new ArrayList<>()).add(0, next);
        return next;
    }

    /** Keeps the receipt of an answered call. */
    void received(CallReceipt receipt) {
        receipts.add(receipt);
    }

    /** Counts a refusal. */
    void refused(String code) {
        refusals.merge(code, 1, Integer::sum);
    }

    /** Refusals by code. */
    Map<String, Integer> refusals() {
        return new TreeMap<>(refusals);
    }

    /** Whether a receipt's running totals of released usage are those of the last released call of its grant. */
    boolean unchangedBy(CallReceipt denied) {
        UsageCounts before = receipts.stream()
                .filter(receipt -> receipt.grantId().equals(denied.grantId()) && receipt.action() == denied.action())
                .reduce((first, second) -> second)
                .map(CallReceipt::totals)
                .orElse(UsageCounts.ZERO);
        UsageCounts after = denied.totals();
        return before.unitsEver() == after.unitsEver()
                && before.calls() == after.calls()
                && before.hits() == after.hits()
                && before.usage() == after.usage()
                && before.bytes() == after.bytes();
    }

    /** Receipts of all answered calls, in order. */
    List<CallReceipt> receipts() {
        return List.copyOf(receipts);
    }
}
