package io.kontor.cli.demo;

import io.kontor.client.settlement.SettlementLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.PeriodRating;
import io.kontor.model.settlement.PeriodShares;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SupplierShare;
import java.util.List;
import java.util.Optional;

/** The last lines about the deal: both sides' counts and where the money went. */
final class Summary {
    private final Context context;
    private final Deal deal;

    Summary(Context context, Deal deal) {
        this.context = context;
        this.deal = deal;
    }

    void print() {
        Settlement settlement = new SettlementLedger(context.ledgers().officer("F-DATA"))
                .settlement(context.plan().orderId(1), SettlementSteps.PERIOD);
        context.recorder().say("");
        context.recorder()
                .say("Counts of process calls: suppliers " + counts(settlement.supplierCounts()) + " = buyer "
                        + counts(settlement.buyerCounts()));
        Optional<PeriodRating> rating = settlement.rating();
        Optional<PeriodShares> shares = settlement.shares();
        if (rating.isPresent() && shares.isPresent()) {
            long suppliers = shares.get().suppliers().stream()
                    .mapToLong(SupplierShare::amount)
                    .sum();
            context.recorder()
                    .say("Σ shares = " + Amounts.yuan(suppliers) + " + "
                            + Amounts.yuan(shares.get().operator())
                            + " = " + Amounts.yuan(suppliers + shares.get().operator()) + " = charge "
                            + Amounts.yuan(rating.get().charge()));
        }
        context.recorder().say("Refusals: " + deal.refusals());
    }

    /** Calls of the priced action; others are included unpriced. */
    private static String counts(List<PeriodCount> all) {
        List<PeriodCount> counts =
                all.stream().filter(count -> count.action() == Action.PROCESS).toList();
        long calls = counts.stream().mapToLong(PeriodCount::calls).sum();
        long hits = counts.stream().mapToLong(PeriodCount::hits).sum();
        long usage = counts.stream().mapToLong(PeriodCount::usage).sum();
        return calls + " calls, " + hits + " hits, usage " + usage;
    }
}
