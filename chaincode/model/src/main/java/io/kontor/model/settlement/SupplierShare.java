package io.kontor.model.settlement;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import java.util.Optional;

/**
 * One supplier's share of a period.
 *
 * @param supplier member
 * @param weight usage that weighs: undisputed usage of this period
 * @param amount fen of this period; negative for a correction
 * @param oddFen whether the amount holds a fen of the largest remainder: 0 or 1
 * @param offset fen of an earlier correction that this notice is reduced by; what is payable is amount + offset
 * @param noticeNumber number of the non-tax notice, once issued
 * @param treasuryReceipt digest of the treasury receipt, once recorded
 */
public record SupplierShare(
        String supplier,
        long weight,
        long amount,
        int oddFen,
        long offset,
        Optional<String> noticeNumber,
        Optional<Digest32> treasuryReceipt) {

    public SupplierShare {
        Ids.require("supplier", supplier);
        Checks.range("weight", weight, 0, Checks.MAX);
        Checks.range("amount", amount, -Checks.MAX, Checks.MAX);
        Checks.range("odd fen", oddFen, 0, 1);
        Checks.range("offset", offset, -Checks.MAX, Checks.MAX);
        noticeNumber.ifPresent(value -> Checks.text("notice number", value, 64));
    }
}
