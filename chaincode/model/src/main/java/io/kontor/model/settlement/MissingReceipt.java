package io.kontor.model.settlement;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;

/**
 * A receipt that one side counts and the other does not.
 *
 * @param missingAt the side that does not have it
 * @param logId log
 * @param index leaf index
 * @param callId call, 32 hex characters
 * @param leafHash its leaf hash
 * @param usage usage of the call
 * @param namedBy member that says so
 */
public record MissingReceipt(
        Side missingAt, String logId, long index, String callId, Digest32 leafHash, long usage, String namedBy) {

    /** A side of a count. */
    public enum Side {
        /** The supplier's totals do not hold it, though the buyer has it. */
        SUPPLIER,
        /** The buyer did not receive or count it, though it stands in the supplier's log. */
        BUYER
    }

    public MissingReceipt {
        Ids.require("log id", logId);
        Checks.range("index", index, 0, Checks.MAX);
        Checks.hex16("call id", callId);
        Checks.range("usage", usage, 0, Checks.MAX);
        Ids.require("named by", namedBy);
    }

    /** Whether this is the same receipt missing at the same side, whoever names it. */
    public boolean isSameAs(MissingReceipt other) {
        return missingAt == other.missingAt && logId.equals(other.logId) && index == other.index;
    }
}
