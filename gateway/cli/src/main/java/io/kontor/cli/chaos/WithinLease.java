package io.kontor.cli.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether an instance was within its lease and its bound of staleness while it was asked (docs/chaos.md). Immutable. */
final class WithinLease {

    /** {@code max-staleness-s} of the data planes and of the city. */
    static final long STALENESS_MS = PlaneConfiguration.STALENESS_S * 1_000L;

    private final Map<String, TreeMap<Long, Look>> looks = new HashMap<>();
    private final Map<String, List<Trial>> calls = new HashMap<>();
    private final List<Absences.Absence> absences;

    WithinLease(AnswerVerdict.Conduct conduct) {
        this.absences = conduct.absences();
        for (Look look : conduct.looks()) {
            looks.computeIfAbsent(look.plane(), plane -> new TreeMap<>()).put(look.answered(), look);
        }
        for (Trial trial : conduct.trials()) {
            if (trial.what().kind() == Trial.Kind.CALL) {
                calls.computeIfAbsent(key(trial), key -> new ArrayList<>()).add(trial);
            }
        }
    }

    private static String key(Trial trial) {
        return trial.what().plane() + " " + trial.what().grantId();
    }

    /** Milliseconds since the last contact when it answered, at most; empty when it was not certainly within both throughout. */
    Optional<Long> contact(Trial trial) {
        Optional<Look> look = look(trial);
        Optional<Look.Hand> hand = look.flatMap(seen -> seen.hand(trial.what().grantId()));
        boolean consented = trial.what().kind() == Trial.Kind.CALL
                && trial.what().consentId().isPresent();
        if (hand.isEmpty() || consented) {
            return Optional.empty();
        }
        long from = look.get().asked();
        boolean whole = absences.stream()
                .noneMatch(absence -> absence.within(trial.what().plane(), from, trial.answered()));
        long contact = look.get().contactAt(trial.answered());
        long view = look.get().viewAt(hand.get(), trial.answered());
        boolean units = trial.what().kind() != Trial.Kind.CALL || hand.get().units() > others(trial, from);
        boolean known = hand.get().current() && !outdatedAfter(trial);
        return whole && known && units && Math.max(contact, view) <= STALENESS_MS
                ? Optional.of(contact)
                : Optional.empty();
    }

    /** The newest that was over when it was asked. */
    private Optional<Look> look(Trial trial) {
        return Optional.ofNullable(looks.get(trial.what().plane()))
                .map(all -> all.lowerEntry(trial.asked()))
                .map(Map.Entry::getValue);
    }

    /** Whether it knew at the next look of a change that it had not read. */
    private boolean outdatedAfter(Trial trial) {
        return Optional.ofNullable(looks.get(trial.what().plane()))
                .map(all -> all.higherEntry(trial.answered()))
                .flatMap(entry -> entry.getValue().hand(trial.what().grantId()))
                .filter(hand -> !hand.current())
                .isPresent();
    }

    /** Other calls that may have taken a unit since then: each took one at most. */
    private long others(Trial trial, long since) {
        long all = calls.getOrDefault(key(trial), List.of()).stream()
                .filter(call -> call.within(since, trial.answered()))
                .count();
        return all - 1;
    }
}
