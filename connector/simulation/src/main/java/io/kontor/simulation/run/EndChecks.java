package io.kontor.simulation.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Nothing is delivered after the end: of a grant, or of a log that was written off. An end by the supplier's own command counts where the
 * disk that serves holds it, also as the copy of one that held it; a copy that is older knows it from the ledger only.
 */
final class EndChecks {

    /** In contact with the ledger, and the time of a step. */
    private static final long IN_CONTACT_MS = 2_000 + 250;
    /** Without: the bound of staleness, and what was on its way. */
    private static final long WITHOUT_MS = 20_000 + 2_250;

    private final Stage stage;
    private final Plan plan;
    private final List<String> violations = new ArrayList<>();

    EndChecks(Stage stage, Plan plan) {
        this.stage = stage;
        this.plan = plan;
    }

    List<String> run() {
        for (Book.Delivered delivered : stage.book().delivered()) {
            delivered
                    .endedHere()
                    .filter(end -> end < delivered.at())
                    .ifPresent(end -> late(delivered, end, "after its machine had ended the grant"));
            Long ended = stage.book().endedOnLedger().get(delivered.grantId());
            if (ended != null && delivered.at() > ended + bound(delivered, ended)) {
                late(delivered, ended, "after its grant had ended on the ledger");
            }
            Long writtenOff = stage.book().writtenOff().get(delivered.logId());
            if (writtenOff != null && !plan.clockStepped() && delivered.at() > writtenOff + WITHOUT_MS) {
                late(delivered, writtenOff, "after its log was written off");
            }
        }
        return violations;
    }

    private long bound(Book.Delivered delivered, long ended) {
        if (plan.clockStepped()) {
            return Long.MAX_VALUE / 2;
        }
        return stage.weather().wasCut(delivered.machine(), ended, delivered.at()) ? WITHOUT_MS : IN_CONTACT_MS;
    }

    private void late(Book.Delivered delivered, long end, String when) {
        violations.add("END: call " + delivered.callId() + " of " + delivered.grantId() + " was delivered by "
                + delivered.machine() + " " + (delivered.at() - end) + " ms " + when);
    }
}
