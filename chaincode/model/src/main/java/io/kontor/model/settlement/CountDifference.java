package io.kontor.model.settlement;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import java.util.List;

/**
 * The two sides' counts of a grant and action in a period, where they differ, and the receipts that explain it (SET-9).
 *
 * @param orderId order
 * @param period settlement period
 * @param supplier count of the supplier's logs
 * @param buyer count of the buyer
 * @param missing receipts that are missing at either side, in the order in which they were named
 */
public record CountDifference(
        String orderId, int period, PeriodCount supplier, PeriodCount buyer, List<MissingReceipt> missing) {

    /** The most receipts that a difference names. */
    public static final int MISSING_MAX = 1_000;

    public CountDifference {
        Ids.require("order id", orderId);
        Checks.range("period", period, 1, 1_000_000);
        missing = Checks.list("missing", missing, 0, MISSING_MAX);
    }

    /** Grant. */
    public String grantId() {
        return supplier.grantId();
    }

    /** Action. */
    public Action action() {
        return supplier.action();
    }
}
