package io.kontor.cli.chaos;

import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import io.kontor.usage.consumer.Difference;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** INV-3, INV-5: the buyer's count is the supplier's, or each difference is explained. One thread. */
final class BuyerVerdict {

    private static final String NEVER = "never asked";

    private final Scene scene;
    private final Set<String> noticed;
    private final List<Check> checks = new ArrayList<>();

    BuyerVerdict(Scene scene) {
        this.scene = scene;
        this.noticed = scene.books().noticed();
    }

    List<Check> run() {
        new TreeSet<>(scene.limits().keySet()).forEach(this::counted);
        unproven();
        differ();
        return checks;
    }

    private static String key(CallReceipt receipt) {
        return receipt.logId() + " " + receipt.epoch() + " " + receipt.index() + " " + receipt.callId();
    }

    /**
     * A released call that the buyer does not count is one whose receipt it never got although it asked again; a call that only the buyer counts
     * stood on a copy of a disk that was lost, and the buyer has noticed.
     */
    private void counted(String grantId) {
        List<CallReceipt> theirs =
                scene.logs().stream().flatMap(log -> log.released(grantId)).toList();
        List<CallReceipt> own = scene.books().released().stream()
                .filter(receipt -> receipt.grantId().equals(grantId))
                .toList();
        List<CallReceipt> lacking = without(theirs, own);
        List<CallReceipt> alone = without(own, theirs);
        List<String> unexplained = Stream.concat(
                        lacking.stream().filter(receipt -> !missed(receipt)).map(receipt -> "lacks " + key(receipt)),
                        alone.stream()
                                .filter(receipt -> !lostCopy(receipt))
                                .map(receipt -> "alone has " + key(receipt)))
                .toList();
        long count = scene.books().counted().getOrDefault(grantId, 0L);
        checks.add(new Check(
                "INV-5 calls of " + grantId + " as the buyer counts them",
                String.valueOf(theirs.size()),
                count
                        + (lacking.isEmpty() ? "" : " without " + lacking.size() + " that it asked for in vain")
                        + (alone.isEmpty() ? "" : " with " + alone.size() + " of a lost copy")
                        + (unexplained.isEmpty()
                                ? ""
                                : ", " + unexplained.size() + " unexplained: it " + unexplained.get(0)),
                count == own.size() && unexplained.isEmpty()));
    }

    private static List<CallReceipt> without(List<CallReceipt> all, List<CallReceipt> known) {
        Set<String> keys = new HashSet<>();
        known.forEach(receipt -> keys.add(key(receipt)));
        return all.stream().filter(receipt -> !keys.contains(key(receipt))).toList();
    }

    private boolean missed(CallReceipt receipt) {
        String end = scene.answers().ends().getOrDefault(receipt.callId(), NEVER);
        boolean receipted =
                Stream.of(LeafKind.values()).anyMatch(kind -> kind.name().equals(end));
        return (!end.equals(NEVER) && !receipted) || noticed.contains(receipt.callId());
    }

    private boolean lostCopy(CallReceipt receipt) {
        return scene.history().forked().contains(receipt.logId()) && noticed.contains(receipt.callId());
    }

    /** INV-3: each receipt is proven under an anchored head, or the buyer has said that it is not. */
    private void unproven() {
        Set<String> logs = new TreeSet<>(scene.books().unproven());
        logs.removeAll(scene.history().forked());
        checks.add(Check.equal("INV-3 logs with receipts that the buyer could not prove", Set.of(), logs));
    }

    /** Without a copied disk only lateness may differ, and time where the clock was stepped. */
    private void differ() {
        TreeMap<String, Integer> found = new TreeMap<>();
        List<String> unexplained = new ArrayList<>();
        for (Difference difference : scene.books().differences()) {
            Set<Difference.Kind> expected = EnumSet.of(Difference.Kind.NOT_ANCHORED);
            if (scene.history().stepped().contains(difference.logId())) {
                expected.add(Difference.Kind.TIME);
            }
            found.merge(difference.kind().name(), 1, Integer::sum);
            if (!scene.history().forked().contains(difference.logId()) && !expected.contains(difference.kind())) {
                unexplained.add(difference.kind() + " of call " + difference.callId() + ": expected "
                        + difference.expected() + ", got " + difference.got());
            }
        }
        checks.add(new Check(
                "INV-5 differences that nothing explains",
                "0",
                unexplained.size() + " of " + found + (unexplained.isEmpty() ? "" : ", first " + unexplained.get(0)),
                unexplained.isEmpty()));
    }
}
