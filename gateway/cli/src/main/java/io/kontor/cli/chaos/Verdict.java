package io.kontor.cli.chaos;

import io.kontor.model.id.Digest32;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.UsageCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What must hold after a run, by the answers, the receipts and the ledger (docs/chaos.md). One thread. */
final class Verdict {

    private final Scene scene;
    private final List<Check> checks = new ArrayList<>();

    private Verdict(Scene scene) {
        this.scene = scene;
    }

    /** Judges a run. */
    static List<Check> of(Scene scene) {
        Verdict verdict = new Verdict(scene);
        new TreeMap<>(scene.limits()).forEach(verdict::withinLimit);
        verdict.receipted();
        verdict.underConsents();
        scene.logs().forEach(verdict::anchored);
        scene.logs().forEach(verdict::totals);
        verdict.checks.addAll(new BuyerVerdict(scene).run());
        return List.copyOf(verdict.checks);
    }

    private static String key(CallReceipt receipt) {
        return receipt.logId() + " " + receipt.epoch() + " " + receipt.callId();
    }

    /** INV-1: what arrived or is receipted is within what the ledger gave, and that is within the limit. */
    private void withinLimit(String grantId, long limit) {
        Set<String> delivered = new HashSet<>();
        scene.answers().delivered().values().stream()
                .filter(got -> got.grantId().equals(grantId))
                .forEach(got -> delivered.add(key(got.receipt())));
        int arrived = delivered.size();
        scene.logs().forEach(log -> log.released(grantId).forEach(receipt -> delivered.add(key(receipt))));
        long given = scene.ledger().given().getOrDefault(grantId, 0L);
        checks.add(new Check(
                "INV-1 delivered under " + grantId,
                "at most " + limit,
                delivered.size() + " (" + arrived + " arrived)",
                delivered.size() <= limit));
        checks.add(new Check(
                "INV-1 units that the ledger gave under " + grantId,
                delivered.size() + " to " + limit,
                String.valueOf(given),
                delivered.size() <= given && given <= limit));
    }

    /** INV-2: what arrived has its receipt in the log; what a disk lost that two wrote, the buyer has noticed. */
    private void receipted() {
        Set<String> noticed = scene.books().noticed();
        List<Got> lost = new ArrayList<>();
        long[] found = new long[2];
        scene.answers().delivered().forEach((hash, got) -> {
            if (scene.logs().stream().anyMatch(log -> log.logId().equals(got.logId()) && log.holds(hash))) {
                found[0]++;
            } else if (scene.history().forked().contains(got.logId()) && noticed.contains(got.callId())) {
                found[1]++;
            } else {
                lost.add(got);
            }
        });
        checks.add(new Check(
                "INV-2 answers with data that have their receipt",
                String.valueOf(scene.answers().delivered().size()),
                found[0]
                        + (found[1] > 0 ? " and " + found[1] + " on a lost copy, noticed by the buyer" : "")
                        + lost.stream()
                                .findFirst()
                                .map(got -> ", not call " + got.callId() + " of " + got.plane())
                                .orElse(""),
                lost.isEmpty()));
    }

    /** INV-9: of the calls that presented a consent one was released at most, whichever instance answered, and on whatever disk. */
    private void underConsents() {
        Map<Digest32, Set<String>> calls = new HashMap<>();
        Stream.concat(
                        scene.answers().delivered().values().stream().map(Got::receipt),
                        scene.logs().stream()
                                .flatMap(log -> scene.limits().keySet().stream().flatMap(log::released)))
                .filter(receipt -> receipt.consent().isPresent())
                .forEach(receipt -> calls.computeIfAbsent(receipt.consent().orElseThrow(), consent -> new TreeSet<>())
                        .add(key(receipt)));
        int most = calls.values().stream().mapToInt(Set::size).max().orElse(0);
        checks.add(new Check(
                "INV-9 calls released under one consent",
                "at most 1",
                most + " (" + calls.size() + " consents used)",
                most <= 1));
    }

    /** INV-2, INV-3: all leaves, each of them counted here, are those of the head on the ledger. */
    private void anchored(LogReading log) {
        checks.add(Check.equal(
                "INV-2 leaves of " + log.logId() + " under its head on the ledger",
                log.anchored().treeSize(),
                log.head().treeSize()));
        checks.add(Check.equal(
                "INV-3 root of " + log.logId() + " under its head on the ledger",
                log.anchored().rootHash().hex(),
                log.head().rootHash().hex()));
    }

    /** INV-5: totals on the ledger = receipts, counted anew. */
    private void totals(LogReading log) {
        TreeMap<String, String> counted = new TreeMap<>();
        TreeMap<String, String> onLedger = new TreeMap<>();
        for (String grantId : scene.limits().keySet()) {
            counted.put(grantId, text(log.counts(grantId)));
            onLedger.put(grantId, text(scene.ledger().total(log.logId(), grantId)));
        }
        checks.add(Check.equal("INV-5 totals of " + log.logId() + " on the ledger", counted, onLedger));
    }

    private static String text(Optional<UsageCounts> counts) {
        return counts.map(each -> each.calls() + " calls, " + each.hits() + " hits, " + each.usage() + " usage, "
                        + each.bytes() + " B, " + each.denied() + " denied, " + each.unitsEver() + " units")
                .orElse("none");
    }
}
