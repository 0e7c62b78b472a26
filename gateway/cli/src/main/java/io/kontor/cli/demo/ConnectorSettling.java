package io.kontor.cli.demo;

import io.kontor.cli.patience.Patience;
import io.kontor.client.supervision.SupervisionLedger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Lets the connectors do their part of a settlement and waits until the ledger shows it. */
final class ConnectorSettling implements SettlementSteps.Settling {
    private static final Duration PATIENCE = Patience.RESTART;

    private final Context context;
    private final Suppliers suppliers;
    private final AppInsurer insurer;

    ConnectorSettling(Context context, Suppliers suppliers, AppInsurer insurer) {
        this.context = context;
        this.suppliers = suppliers;
        this.insurer = insurer;
    }

    @Override
    public void anchorClosedPeriod(int period) throws Exception {
        SupervisionLedger ledger = new SupervisionLedger(context.ledgers().officer("F-DATA"));
        for (String supplier : List.of("F-H1", "F-H2")) {
            String key = "period-closed/" + context.plan().orderId(1) + "/" + period + "/" + suppliers.logId(supplier);
            Polling.until("see period " + period + " closed by " + supplier, PATIENCE, () -> {
                suppliers.anchor(supplier);
                boolean there = ledger.states(List.of(key)).values().stream().anyMatch(Optional::isPresent);
                return there ? Optional.of(key) : Optional.empty();
            });
        }
    }

    @Override
    public void postBuyerCounts(int period) throws Exception {
        insurer.postCounts(context.plan().orderId(1), period);
    }
}
