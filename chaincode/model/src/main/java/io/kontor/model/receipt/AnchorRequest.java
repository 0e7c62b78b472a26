package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import java.util.List;

/**
 * What an instance anchors: one head, the proof that it extends the last anchored one, and the totals that changed.
 *
 * @param head signed head
 * @param consistency audit path from the last anchored size to this one (RFC 9162 §2.1.4), empty for the first head
 * @param totals totals that changed since the last anchor
 * @param closedPeriods PERIOD_CLOSED leaves contained in this head that were not reported before
 */
public record AnchorRequest(
        SignedTreeHead head, List<Digest32> consistency, List<UsageTotal> totals, List<PeriodClosed> closedPeriods) {

    public AnchorRequest {
        consistency = Checks.list("consistency", consistency, 0, 65);
        totals = Checks.list("totals", totals, 0, 2000);
        closedPeriods = Checks.list("closed periods", closedPeriods, 0, 1000);
    }
}
