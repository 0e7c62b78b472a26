package io.kontor.cli.demo;

import io.kontor.client.ledger.Recorded;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.model.settlement.PeriodRating;
import io.kontor.model.settlement.PeriodShares;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SupplierShare;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Steps 14 to 17: close, count, rate, confirm, pay, share, notice, treasury. */
final class SettlementSteps {
    /** The first settlement period. */
    static final int PERIOD = 1;

    private final Context context;
    private final Settling settling;

    SettlementSteps(Context context, Settling settling) {
        this.context = context;
        this.settling = settling;
    }

    /** What the steps need from the connectors. */
    interface Settling {
        /** Lets the suppliers' logs anchor their PERIOD_CLOSED leaves and waits until the ledger has them. */
        void anchorClosedPeriod(int period) throws Exception;

        /** Lets the buyer's connector post its own counts. */
        void postBuyerCounts(int period) throws Exception;
    }

    void play(Recomputation expected) {
        String order = context.plan().orderId(1);
        rate(order, expected);
        share(order, expected);
        notices(order);
    }

    private void rate(String order, Recomputation expected) {
        String amount =
                "CONFIRMED, both counts equal, usage " + expected.usage() + " = " + Amounts.yuan(expected.charge());
        context.step("14", "Q-INS, F-OPS", "period closed early by both, rated, confirmed by both", amount, () -> {
            ledger("Q-INS").close(order, PERIOD);
            ledger("F-OPS").close(order, PERIOD);
            settling.anchorClosedPeriod(PERIOD);
            settling.postBuyerCounts(PERIOD);
            Settlement rated = ledger("F-OPS").calculate(order, PERIOD).record();
            PeriodRating rating = rated.rating().orElseThrow();
            ledger("Q-INS").confirm(order, PERIOD, rating.charge());
            Recorded<Settlement> confirmed = ledger("F-OPS").confirm(order, PERIOD, rating.charge());
            boolean equal = rated.supplierCounts().equals(rated.buyerCounts()) && rated.disputedUsage() == 0;
            String got = confirmed.record().status() + ", both counts " + (equal ? "equal" : "differ") + ", usage "
                    + rating.usage() + " = " + Amounts.yuan(rating.charge());
            return Outcome.of(got, confirmed.transactionId()).with("bands", bands(rating));
        });
    }

    private static String bands(PeriodRating rating) {
        return rating.lines().stream()
                .map(line -> line.quantity() + "×" + line.price())
                .collect(Collectors.joining(" + "));
    }

    private void share(String order, Recomputation expected) {
        String parts = "units " + Amounts.yuan(expected.units()) + ", operator " + Amounts.yuan(expected.operator());
        String suppliers = Amounts.each(expected.suppliers());
        context.step("15", "contract", "payment recorded, charge split", parts, () -> {
            Recorded<Settlement> shared =
                    ledger("F-OPS").pay(order, PERIOD, DemoRecords.digest("payment receipt " + order));
            PeriodShares shares = shared.record().shares().orElseThrow();
            String got = "units " + Amounts.yuan(shares.units()) + ", operator " + Amounts.yuan(shares.operator());
            return Outcome.of(got, shared.transactionId())
                    .with("sum", Amounts.yuan(shares.units() + shares.operator()));
        });
        context.step("16", "contract", "units among the suppliers by usage", suppliers, () -> {
            PeriodShares shares =
                    ledger("F-DATA").settlement(order, PERIOD).shares().orElseThrow();
            Map<String, Long> got = new TreeMap<>();
            shares.suppliers().forEach(share -> got.put(share.supplier(), share.amount()));
            String weights = shares.suppliers().stream()
                    .map(share -> Long.toString(share.weight()))
                    .collect(Collectors.joining(" : "));
            return Outcome.of(Amounts.each(got)).with("weights", weights);
        });
    }

    private void notices(String order) {
        context.step(
                "17",
                "F-H1, F-H2, F-OPS",
                "non-tax notices and treasury receipts",
                "NON_TAX_NOTICED → TREASURY_PAID",
                () -> {
                    List<String> suppliers =
                            ledger("F-DATA").settlement(order, PERIOD).shares().orElseThrow().suppliers().stream()
                                    .map(SupplierShare::supplier)
                                    .toList();
                    Settlement noticed = ledger("F-DATA").settlement(order, PERIOD);
                    for (String supplier : suppliers) {
                        noticed = ledger(supplier)
                                .notice(
                                        order,
                                        PERIOD,
                                        supplier,
                                        "NT-" + supplier + "-" + context.plan().suffix())
                                .record();
                    }
                    String before = noticed.status().name();
                    String transaction = "";
                    Settlement paid = noticed;
                    for (String supplier : suppliers) {
                        Recorded<Settlement> recorded = ledger(supplier)
                                .treasury(order, PERIOD, supplier, DemoRecords.digest("treasury receipt " + supplier));
                        paid = recorded.record();
                        transaction = recorded.transactionId();
                    }
                    long booked = paid.shares().orElseThrow().operator();
                    return Outcome.of(before + " → " + paid.status(), transaction)
                            .with("F-OPS books", Amounts.yuan(booked));
                });
    }

    private SettlementLedger ledger(String participantId) {
        return new SettlementLedger(context.ledgers().officer(participantId));
    }
}
