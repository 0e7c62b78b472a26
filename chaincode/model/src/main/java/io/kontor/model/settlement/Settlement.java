package io.kontor.model.settlement;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.order.Signature;
import java.util.List;
import java.util.Optional;

/**
 * One settlement period of an order (domain 3.8). Money in fen.
 *
 * @param orderId order
 * @param period number of the period, from 1
 * @param status state
 * @param closings signatures of buyer and seller that close the period
 * @param closedAt when it was closed, epoch milliseconds
 * @param supplierCounts totals of the suppliers' logs at the close, by grant and action
 * @param buyerCounts counts that the buyer posted, by grant and action
 * @param rating the charge, once CALCULATED
 * @param shares the shares, once SHARED
 * @param confirmations signatures of buyer and seller on the rating
 * @param paymentDigest digest of the payment receipt, once PAID
 * @param disputedUsage usage that is disputed and not charged
 */
public record Settlement(
        String orderId,
        int period,
        SettlementStatus status,
        List<Signature> closings,
        Optional<Long> closedAt,
        List<PeriodCount> supplierCounts,
        List<PeriodCount> buyerCounts,
        Optional<PeriodRating> rating,
        Optional<PeriodShares> shares,
        List<Signature> confirmations,
        Optional<Digest32> paymentDigest,
        long disputedUsage) {

    public Settlement {
        Ids.require("order id", orderId);
        Checks.range("period", period, 1, 1_000_000);
        closings = Checks.list("closings", closings, 0, 2);
        closedAt.ifPresent(value -> Checks.time("closed at", value));
        supplierCounts = Checks.list("supplier counts", supplierCounts, 0, 3000);
        buyerCounts = Checks.list("buyer counts", buyerCounts, 0, 3000);
        confirmations = Checks.list("confirmations", confirmations, 0, 2);
        Checks.range("disputed usage", disputedUsage, 0, Checks.MAX);
        Checks.distinct("closings", closings, Signature::participantId);
        Checks.distinct("confirmations", confirmations, Signature::participantId);
        SettlementChecks.requireConsistent(orderId + " " + period, status, closedAt, rating, shares);
    }
}
