package io.kontor.model.settlement;

import io.kontor.model.id.Digest32;
import java.util.Optional;

/**
 * One supplier's share of a period.
 *
 * @param supplier member
 * @param weight usage that weighs, over the order's life
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
        Optional<Digest32> treasuryReceipt) {}
