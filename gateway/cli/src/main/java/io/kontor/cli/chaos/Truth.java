package io.kontor.cli.chaos;

import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.session.HeadDuty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether what a caller was told is true, or that it may come again (docs/chaos.md). Immutable. */
final class Truth {

    private static final Set<String> COME_AGAIN = Set.of(RejectionCode.STALE.name(), RejectionCode.BUSY.name());

    private final List<Absences.Absence> absences;
    private final LedgerHistory ledger;
    private final Map<String, List<Trial>> heads = new HashMap<>();
    private final Map<String, List<Trial>> attempts = new HashMap<>();

    Truth(AnswerVerdict.Conduct conduct) {
        this.absences = conduct.absences();
        this.ledger = conduct.ledger();
        for (Trial trial : conduct.trials()) {
            if (trial.what().kind() == Trial.Kind.HEAD && trial.served()) {
                heads.computeIfAbsent(key(trial), key -> new ArrayList<>()).add(trial);
            }
            if (trial.what().kind() == Trial.Kind.CALL) {
                attempts.computeIfAbsent(trial.what().callId(), key -> new ArrayList<>())
                        .add(trial);
            }
        }
    }

    private static String key(Trial trial) {
        return trial.what().plane() + " " + trial.what().grantId();
    }

    /** Whether the instance was struck while it was asked. */
    boolean struck(Trial trial) {
        return struck(trial.what().plane(), trial.asked(), trial.answered());
    }

    private boolean struck(String process, long from, long to) {
        return absences.stream().anyMatch(absence -> absence.within(process, from, to));
    }

    /** What is true whatever the instance has in hand. */
    boolean always(Trial trial) {
        return switch (trial.told().code()) {
            case "NOT_AUTHENTICATED" ->
                trial.what().kind() != Trial.Kind.OPENING
                        && struck(trial.what().plane(), trial.what().since(), trial.answered());
            case "HEAD_DUE" -> !headTaken(trial);
            case "FAILED" ->
                trial.told().receipt().equals(Optional.of(LeafKind.FAILED))
                        && trial.what().grantId().startsWith("G-" + ChaosGrant.Kind.TABLE + "-")
                        && struck(Database.PROCESS, first(trial), trial.answered());
            default -> repeated(trial);
        };
    }

    /** A head was taken so lately that none can be due: the caller need not have sent another. */
    private boolean headTaken(Trial trial) {
        return heads.getOrDefault(key(trial), List.of()).stream()
                .anyMatch(head -> head.answered() < trial.asked() && head.asked() > trial.answered() - HeadDuty.MS);
    }

    /** The receipt of an attempt whose answer was lost with the instance. */
    private boolean repeated(Trial trial) {
        return trial.told().receipt().isPresent()
                && trial.told().receipt().get() != LeafKind.DENIED
                && struck(trial.what().plane(), first(trial), trial.asked());
    }

    private long first(Trial trial) {
        return attempts.getOrDefault(trial.what().callId(), List.of(trial)).stream()
                .mapToLong(Trial::asked)
                .min()
                .orElse(trial.asked());
    }

    /** What may be said by an instance that has no unit in hand, or no contact. */
    boolean outside(Trial trial) {
        String code = trial.told().code();
        if (COME_AGAIN.contains(code)) {
            return trial.told().receipt().isEmpty();
        }
        if (trial.what().kind() != Trial.Kind.CALL) {
            return false;
        }
        Trial.What what = trial.what();
        if (code.equals(RejectionCode.LEASED_ELSEWHERE.name())) {
            return ledger.leasedElsewhere(
                    what.grantId(), what.logId(), new LedgerHistory.Span(trial.asked(), trial.answered()));
        }
        return trial.told().receipt().equals(Optional.of(LeafKind.DENIED)) && denied(trial);
    }

    /** A denial is final, so the blocks must bear it out. */
    private boolean denied(Trial trial) {
        Trial.What what = trial.what();
        if (trial.told().code().equals(RejectionCode.COUNT.name())) {
            return ledger.usedUp(what.grantId(), new LedgerHistory.Span(first(trial), trial.answered()));
        }
        boolean consumed = trial.told().code().equals(RejectionCode.CONSENT_CONSUMED.name());
        boolean newEpoch = struck(what.plane(), first(trial), trial.answered());
        return consumed
                && what.consentId()
                        .filter(consent -> ledger.claimed(
                                consent, trial.answered(), call -> newEpoch || !call.equals(what.callId())))
                        .isPresent();
    }
}
