package io.kontor.cli.demo;

import io.kontor.model.grant.Action;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The expected amounts of an order's first period, computed plainly from the exported receipts with decimal arithmetic: deliberately not
 * the code that the contract uses. Its pool is shared by the usage of that period alone (SHR-5).
 *
 * @param usageBySupplier usage of each supplier
 */
record Recomputation(Map<String, Long> usageBySupplier) {
    private static final int FIRST_PERIOD = 1;
    private static final BigDecimal FIRST_BAND = new BigDecimal(240);
    private static final BigDecimal SECOND_BAND = new BigDecimal(1_200);
    private static final BigDecimal THRESHOLD = new BigDecimal("20.00");

    Recomputation {
        usageBySupplier = new TreeMap<>(usageBySupplier);
    }

    /**
     * Sums the receipts.
     *
     * @param receipts exported receipts
     * @param supplierOfGrant supplier of each grant
     */
    static Recomputation of(List<CallReceipt> receipts, Map<String, String> supplierOfGrant) {
        Map<String, Long> usage = new TreeMap<>();
        for (CallReceipt receipt : receipts) {
            boolean charged = receipt.period() == FIRST_PERIOD
                    && receipt.kind() == LeafKind.RELEASED
                    && receipt.action() == Action.PROCESS
                    && receipt.delivery().hit() == Delivery.Hit.HIT;
            String supplier = supplierOfGrant.get(receipt.grantId());
            if (charged && supplier != null) {
                long amount = receipt.delivery().items() * receipt.delivery().records();
                usage.merge(supplier, amount, Long::sum);
            }
        }
        return new Recomputation(usage);
    }

    /** The same without one call. */
    Recomputation without(String supplier, long usage) {
        Map<String, Long> less = new TreeMap<>(usageBySupplier);
        less.merge(supplier, -usage, Long::sum);
        return new Recomputation(less);
    }

    long usage() {
        return usageBySupplier.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Charge in fen: three bands, rounded half-up once. */
    long charge() {
        BigDecimal usage = new BigDecimal(usage());
        BigDecimal first = usage.min(FIRST_BAND);
        BigDecimal second = usage.min(SECOND_BAND).subtract(FIRST_BAND).max(BigDecimal.ZERO);
        BigDecimal third = usage.subtract(SECOND_BAND).max(BigDecimal.ZERO);
        BigDecimal yuan = first.multiply(new BigDecimal("0.10"))
                .add(second.multiply(new BigDecimal("0.08")))
                .add(third.multiply(new BigDecimal("0.06")));
        return fen(yuan);
    }

    /** The suppliers' units in fen. */
    long units() {
        BigDecimal charge = new BigDecimal(charge()).movePointLeft(2);
        BigDecimal below = charge.min(THRESHOLD);
        BigDecimal above = charge.subtract(THRESHOLD).max(BigDecimal.ZERO);
        return fen(below.multiply(new BigDecimal("0.5")).add(above.multiply(new BigDecimal("0.4"))));
    }

    long operator() {
        return charge() - units();
    }

    /** Fen per supplier by largest remainder, ties by name. */
    Map<String, Long> suppliers() {
        BigDecimal pool = new BigDecimal(units());
        BigDecimal all = new BigDecimal(Math.max(1, usage()));
        Map<String, Long> shares = new TreeMap<>();
        Map<String, BigDecimal> rests = new TreeMap<>();
        usageBySupplier.forEach((supplier, usage) -> {
            BigDecimal[] parts = pool.multiply(new BigDecimal(usage)).divideAndRemainder(all);
            shares.put(supplier, parts[0].longValueExact());
            rests.put(supplier, parts[1]);
        });
        long left = usage() == 0
                ? 0
                : units() - shares.values().stream().mapToLong(Long::longValue).sum();
        rests.entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(left)
                .forEach(entry -> shares.merge(entry.getKey(), 1L, Long::sum));
        return shares;
    }

    private static long fen(BigDecimal yuan) {
        return yuan.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
}
