package io.kontor.cli.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What callers were told instead of what they asked for: nothing by an instance within its lease and its bound of staleness, and else the
 * truth or to come again (docs/chaos.md). One thread.
 */
final class AnswerVerdict {

    private final List<Trial> trials;
    private final WithinLease lease;
    private final Truth truth;
    private final TreeMap<String, Integer> refused = new TreeMap<>();
    private final List<Trial> errors = new ArrayList<>();
    private final List<Trial> untrue = new ArrayList<>();
    private int delivered;
    private int struck;
    private long longestAway;

    /**
     * What is judged, and by what.
     *
     * @param trials all requests with their answers
     * @param looks what the data planes said of themselves meanwhile
     * @param absences which process was struck when
     * @param ledger what stood on the ledger when
     */
    record Conduct(List<Trial> trials, List<Look> looks, List<Absences.Absence> absences, LedgerHistory ledger) {

        Conduct {
            trials = List.copyOf(trials);
            looks = List.copyOf(looks);
            absences = List.copyOf(absences);
        }
    }

    private AnswerVerdict(Conduct conduct) {
        this.trials = conduct.trials();
        this.lease = new WithinLease(conduct);
        this.truth = new Truth(conduct);
    }

    /** Judges all requests of a run. */
    static List<Check> of(Conduct conduct) {
        AnswerVerdict verdict = new AnswerVerdict(conduct);
        verdict.trials.forEach(verdict::judge);
        return List.of(verdict.within(), verdict.outside());
    }

    private void judge(Trial trial) {
        Optional<Long> contact = lease.contact(trial);
        if (trial.served()) {
            if (trial.what().kind() == Trial.Kind.CALL) {
                contact.ifPresent(this::delivered);
            }
        } else if (truth.struck(trial)) {
            struck++;
        } else if (truth.always(trial)) {
            count(trial);
        } else if (contact.isPresent() || trial.what().kind() == Trial.Kind.HEAD) {
            errors.add(trial);
        } else if (truth.outside(trial)) {
            count(trial);
        } else {
            untrue.add(trial);
        }
    }

    private void delivered(long contact) {
        delivered++;
        longestAway = Math.max(longestAway, contact);
    }

    private void count(Trial trial) {
        String receipt = trial.told().receipt().map(kind -> kind + " ").orElse("");
        String calm = trial.what().grantId().startsWith("G-" + ChaosGrant.Kind.CALM + "-") ? " to calm callers" : "";
        refused.merge(receipt + trial.told().code() + calm, 1, Integer::sum);
    }

    private Check within() {
        return new Check(
                "answers within lease and bound of staleness",
                "no error, and some with data",
                errors.size() + " errors, " + delivered + " with data, up to " + longestAway
                        + " ms after the last contact" + first(errors),
                errors.isEmpty() && delivered > 0);
    }

    private Check outside() {
        return new Check(
                "other answers without data",
                "each true or to come again",
                untrue.size() + " others; " + refused + ", " + struck + " of a struck instance" + first(untrue),
                untrue.isEmpty());
    }

    private static String first(List<Trial> wrong) {
        return wrong.isEmpty() ? "" : ", first " + wrong.get(0);
    }
}
