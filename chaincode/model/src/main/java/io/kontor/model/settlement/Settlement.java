package io.kontor.model.settlement;

import io.kontor.model.id.Digest32;
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
        long disputedUsage) {}
