package io.kontor.model.grant;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
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
 * @param obstacle why a lease or claim would be refused now, or empty
 * @param changesAt next moment at which the answer changes by time alone: the window's or the authorisation's, epoch milliseconds
 * @param watch keys of the records that decide it; an event that names one of them may change the answer
 */
public record GrantStanding(
        String grantId,
        int version,
        GrantStatus status,
        long at,
        Optional<Obstacle> obstacle,
        Optional<Long> changesAt,
        List<String> watch) {

    public GrantStanding {
        Ids.require("grant id", grantId);
        Checks.range("version", version, 1, 1_000_000);
        Checks.time("at", at);
        changesAt.ifPresent(value -> Checks.time("changes at", value));
        watch = Checks.texts("watch", Checks.list("watch", watch, 1, 16), 200);
    }

    /**
     * Why a grant is not servable.
     *
     * @param refusal code that a lease or claim would get
     * @param reason what stands against it
     */
    public record Obstacle(RejectionCode refusal, String reason) {

        public Obstacle {
            Checks.text("reason", reason, 500);
        }
    }
}
