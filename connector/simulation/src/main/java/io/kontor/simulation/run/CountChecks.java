package io.kontor.simulation.run;

import io.kontor.model.grant.Grant;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.Difference;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** INV-5: the consumer's count is the provider's, or the difference is explained. */
final class CountChecks {

    private static final int PAGE = 500;

    private final Stage stage;
    private final Plan plan;
    private final Map<String, LogReading> logs;
    private final List<String> violations = new ArrayList<>();

    CountChecks(Stage stage, Plan plan, Map<String, LogReading> logs) {
        this.stage = stage;
        this.plan = plan;
        this.logs = logs;
    }

    List<String> run() {
        Optional<ConsumerJournal> journal = plan.buyer().journal();
        if (journal.isEmpty()) {
            violations.add("the buyer's journal does not open although all is mended");
            return violations;
        }
        Map<String, CallReceipt> kept = kept(journal.get());
        List<Difference> differences = journal.get().differences();
        counted(journal.get(), kept);
        missingHere(kept, differences);
        missingThere(kept, differences);
        differences.forEach(this::explained);
        return violations;
    }

    private static String key(CallReceipt receipt) {
        return receipt.logId() + " " + receipt.epoch() + " " + receipt.index() + " " + receipt.kind() + " "
                + receipt.callId();
    }

    private Map<String, CallReceipt> kept(ConsumerJournal journal) {
        Map<String, CallReceipt> kept = new HashMap<>();
        for (Grant grant : stage.deal().grants()) {
            for (byte[] leaf : journal.receipts(grant.grantId(), 0, PAGE)) {
                CallReceipt receipt = LeafCodec.decodeReceipt(leaf);
                kept.put(key(receipt), receipt);
            }
        }
        return kept;
    }

    /** Its counts are those of its receipts. */
    private void counted(ConsumerJournal journal, Map<String, CallReceipt> kept) {
        for (Grant grant : stage.deal().grants()) {
            long released = kept.values().stream()
                    .filter(receipt -> receipt.grantId().equals(grant.grantId()))
                    .filter(receipt -> receipt.kind() == LeafKind.RELEASED)
                    .count();
            long counts = journal.counts(grant.orderId(), 1).stream()
                    .filter(count -> count.grantId().equals(grant.grantId()))
                    .mapToLong(PeriodCount::calls)
                    .sum();
            if (counts != released) {
                violations.add("INV-5: the buyer counts " + counts + " calls of " + grant.grantId()
                        + " and holds receipts of " + released);
            }
        }
    }

    /** A released call without its receipt at the buyer is one that the buyer gave up, or has a difference on record. */
    private void missingHere(Map<String, CallReceipt> kept, List<Difference> differences) {
        Set<String> explained = plan.buyer().errands().stream()
                .filter(errand -> errand.state() == Errand.State.ABANDONED)
                .map(errand -> errand.wish().callId())
                .collect(Collectors.toCollection(HashSet::new));
        differences.forEach(difference -> explained.add(difference.callId()));
        logs.values().stream()
                .flatMap(log -> log.receipts().stream())
                .filter(receipt -> receipt.kind() == LeafKind.RELEASED && !kept.containsKey(key(receipt)))
                .filter(receipt ->
                        !explained.contains(receipt.callId()) && !stage.book().broken(receipt.logId()))
                .forEach(receipt -> violations.add(
                        "INV-5: the buyer lacks receipt " + key(receipt) + " of a call that it did not give up"));
    }

    /** A receipt at the buyer stands in its log, or the buyer noticed that it does not. */
    private void missingThere(Map<String, CallReceipt> kept, List<Difference> differences) {
        Set<String> there = new HashSet<>();
        logs.values().forEach(log -> log.receipts().forEach(receipt -> there.add(key(receipt))));
        Set<String> noticed = differences.stream().map(Difference::callId).collect(Collectors.toSet());
        kept.forEach((key, receipt) -> {
            boolean explained = stage.book().writtenOff().containsKey(receipt.logId())
                    || (stage.book().broken(receipt.logId()) && noticed.contains(receipt.callId()));
            if (!there.contains(key) && !explained) {
                violations.add("INV-5: the buyer holds receipt " + key + ", its log does not");
            }
        });
    }

    /**
     * Without a copied disk, a stepped clock and a request that came twice only lateness may differ. A second request is told BUSY while the
     * first is executed, which closes the attempt at the buyer.
     */
    private void explained(Difference difference) {
        Set<Difference.Kind> expected = EnumSet.of(Difference.Kind.NOT_ANCHORED);
        if (plan.clockStepped()) {
            expected.add(Difference.Kind.TIME);
        }
        if (stage.book().anyAskedTwice()) {
            expected.add(Difference.Kind.TOTALS);
        }
        if (!stage.book().broken(difference.logId()) && !expected.contains(difference.kind())) {
            violations.add("INV-5: an unexplained difference " + difference.kind() + ": expected "
                    + difference.expected() + ", got " + difference.got());
        }
    }
}
