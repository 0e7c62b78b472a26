package io.kontor.usage.consumer;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.usage.journal.RecordPosition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Settles receipts that were not yet shown to stand in an anchored head (CNJ-5); one run at a time. */
final class Reconciliation {

    private static final int AT_ONCE = 1000;
    /** A supplier that gives no proof is not asked for each. */
    private static final int WITHHELD = 8;

    private final JournalWriter journal;
    private final JournalState state;
    private final InstantSource clock;
    private final long patience;

    Reconciliation(JournalWriter journal, JournalState state, InstantSource clock, Duration anchorInterval) {
        this.journal = journal;
        this.state = state;
        this.clock = clock;
        this.patience = anchorInterval.multipliedBy(2).toMillis();
    }

    synchronized List<Difference> run(String logId, InclusionCheck check) {
        List<Difference> found = new ArrayList<>();
        List<Long> settled = new ArrayList<>();
        int withheld = 0;
        for (Unproven.Waiting receipt : waiting(logId)) {
            boolean reached = check.reaches(receipt);
            InclusionCheck.Result result =
                    reached && withheld < WITHHELD ? check.check(receipt) : InclusionCheck.Result.WITHHELD;
            if (result.settled()) {
                result.finding().ifPresent(finding -> found.add(report(receipt, finding)));
                settled.add((long) receipt.number());
            } else if (late(receipt)) {
                found.add(report(receipt, reached ? check.withheld(receipt) : check.notAnchored()));
            }
            withheld += reached && !result.settled() ? 1 : 0;
        }
        if (!settled.isEmpty()) {
            settle(settled);
        }
        return List.copyOf(found);
    }

    /** Those whose proof was missed before come last, so that they keep none from being proven. */
    private List<Unproven.Waiting> waiting(String logId) {
        synchronized (state) {
            return state.unproven().of(logId, journal.durableReceipts(), AT_ONCE).stream()
                    .sorted(Comparator.comparing(state.unproven()::isReported))
                    .toList();
        }
    }

    private boolean late(Unproven.Waiting receipt) {
        synchronized (state) {
            return clock.millis() - receipt.receivedAt() > patience
                    && !state.unproven().isReported(receipt);
        }
    }

    private Difference report(Unproven.Waiting receipt, Finding finding) {
        RecordPosition position;
        synchronized (state) {
            position = state.receipts().position(receipt.number());
        }
        Difference difference = Difference.of(journal.stored(position), finding, clock.millis());
        JournalWriter.join(journal.durable(sink -> {
            RecordPosition at = sink.add(RecordKind.DIFFERENCE, CanonicalJson.bytes(difference.toJson()));
            state.difference(difference, at);
            return difference;
        }));
        return difference;
    }

    private void settle(List<Long> numbers) {
        JsonObject record =
                JsonObject.builder().put("receipts", JsonArray.ofLongs(numbers)).build();
        JournalWriter.join(journal.append(sink -> {
            sink.add(RecordKind.PROVEN, CanonicalJson.bytes(record));
            numbers.forEach(number -> state.unproven().settled(Math.toIntExact(number)));
            return numbers;
        }));
    }
}
