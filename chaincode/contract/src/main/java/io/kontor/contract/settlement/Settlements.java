package io.kontor.contract.settlement;

import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.id.Digest32;
import io.kontor.model.order.Order;
import io.kontor.model.order.Signature;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.PeriodRating;
import io.kontor.model.settlement.PeriodShares;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SettlementStatus;
import java.util.List;
import java.util.Optional;

/** Reads settlements and accounts, and makes their next forms. */
final class Settlements {

    private Settlements() {}

    static Settlement open(String orderId, int period) {
        return new Settlement(
                orderId,
                period,
                SettlementStatus.OPEN,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0);
    }

    /** What the order is rated by: the negotiated tariff, else the listed one. */
    static ProductTariff tariff(LedgerState state, Order order) {
        return order.confidential().isPresent()
                ? state.require(Keys.terms(order.orderId())).tariff()
                : state.require(Keys.tariff(order.productId(), order.tariffVersion()));
    }

    static OrderAccount account(LedgerState state, String orderId) {
        return state.find(Keys.account(orderId)).orElseGet(() -> new OrderAccount(orderId, 0, 0, 0, 0, List.of()));
    }

    static void requireStatus(Settlement settlement, SettlementStatus status, String what) {
        ContractRejection.unless(
                settlement.status() == status,
                RejectionCode.WRONG_STATE,
                what + ": it is " + settlement.status() + ", must be " + status);
    }

    static Settlement closings(Settlement old, SettlementStatus status, List<Signature> closings, Optional<Long> at) {
        return new Settlement(
                old.orderId(),
                old.period(),
                status,
                closings,
                at,
                old.supplierCounts(),
                old.buyerCounts(),
                old.rating(),
                old.shares(),
                old.confirmations(),
                old.paymentDigest(),
                old.disputedUsage());
    }

    static Settlement buyerCounts(Settlement old, List<PeriodCount> counts) {
        return new Settlement(
                old.orderId(),
                old.period(),
                old.status(),
                old.closings(),
                old.closedAt(),
                old.supplierCounts(),
                counts,
                old.rating(),
                old.shares(),
                old.confirmations(),
                old.paymentDigest(),
                old.disputedUsage());
    }

    static Settlement calculated(
            Settlement old, List<PeriodCount> supplierCounts, PeriodRating rating, long disputedUsage) {
        return new Settlement(
                old.orderId(),
                old.period(),
                SettlementStatus.CALCULATED,
                old.closings(),
                old.closedAt(),
                supplierCounts,
                old.buyerCounts(),
                Optional.of(rating),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                disputedUsage);
    }

    static Settlement confirmations(Settlement old, SettlementStatus status, List<Signature> confirmations) {
        return new Settlement(
                old.orderId(),
                old.period(),
                status,
                old.closings(),
                old.closedAt(),
                old.supplierCounts(),
                old.buyerCounts(),
                old.rating(),
                old.shares(),
                confirmations,
                old.paymentDigest(),
                old.disputedUsage());
    }

    static Settlement shared(
            Settlement old, SettlementStatus status, PeriodShares shares, Optional<Digest32> paymentDigest) {
        return new Settlement(
                old.orderId(),
                old.period(),
                status,
                old.closings(),
                old.closedAt(),
                old.supplierCounts(),
                old.buyerCounts(),
                old.rating(),
                Optional.of(shares),
                old.confirmations(),
                paymentDigest,
                old.disputedUsage());
    }

    /** The order in its next period. */
    static Order nextPeriod(Order order) {
        return new Order(
                order.orderId(),
                order.productId(),
                order.tariffVersion(),
                order.scenarioId(),
                order.seller(),
                order.buyer(),
                order.splitPlan(),
                order.users(),
                order.applications(),
                order.period() + 1,
                order.status(),
                order.signatures(),
                order.confidential());
    }
}
