package io.kontor.model.grant;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;
import java.util.Optional;

/**
 * Whether the ledger would let a grant be served, and what to watch for a change (GRT-7).
 *
 * @param grantId grant
 * @param version version in force
 * @param status its own state
 * @param at time of the answer, epoch milliseconds
 * @param refusal code that a lease or claim would get now, or empty
 * @param reason what stands against it, with the refusal
 * @param changesAt next moment at which the answer changes by time alone: the window's or the authorisation's, epoch milliseconds
 * @param watch keys of the records that decide it; an event that names one of them may change the answer
 */
public record GrantStanding(
        String grantId,
        int version,
        GrantStatus status,
        long at,
        Optional<RejectionCode> refusal,
        Optional<String> reason,
        Optional<Long> changesAt,
        List<String> watch) {

    public GrantStanding {
        Ids.require("grant id", grantId);
        Checks.range("version", version, 1, 1_000_000);
        Checks.time("at", at);
        reason.ifPresent(value -> Checks.text("reason", value, 500));
        changesAt.ifPresent(value -> Checks.time("changes at", value));
        watch = Checks.texts("watch", Checks.list("watch", watch, 1, 16), 200);
        if (refusal.isPresent() != reason.isPresent()) {
            throw new MalformedException(
                    "Cannot accept standing of grant " + grantId + ": refusal and reason come together");
        }
    }

    /** Whether a lease or claim would be accepted now. */
    public boolean servable() {
        return refusal.isEmpty();
    }
}
