package io.kontor.cli.chaos;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.LedgerConnections;
import io.kontor.cli.synthetic.DealPlan;
import io.kontor.cli.synthetic.Parties;
import io.kontor.cli.synthetic.SyntheticDeal;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.client.fabric.FabricLedger;
import io.kontor.client.ledger.LedgerException;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.model.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The deal on the ledger of chaos, and new grants for each run. */
final class ChaosDeal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final DealPlan PLAN = new DealPlan(
            "CHAOS",
            new DealPlan.Titles(
                    "Chaos",
                    "Calls over synthetic text while processes are killed",
                    "Synthetic text to be fought over"),
            Stream.of(ChaosGrant.Kind.values()).map(ChaosGrant.Kind::listed).toList(),
            PlaneConfiguration.STALENESS_S,
            new DealPlan.Validity(Duration.ofHours(2), Duration.ofHours(2)));

    private final String suffix;
    private final Parties parties;
    private final LedgerConnections ledgers;
    private final SyntheticDeal deal;

    ChaosDeal(ChaosLedger ledger) {
        this.suffix = ledger.suffix();
        this.parties = new Parties(ledger.keys());
        this.ledgers = new LedgerConnections(ledger.keys(), ledger.site(), FabricConnection.Limits.DEFAULT);
        this.deal = new SyntheticDeal(PLAN, ledgers);
    }

    Parties parties() {
        return parties;
    }

    /** Waits until the contract answers through the ledger: open ports say nothing. */
    void awaitAnswer() {
        JsonObject argument =
                JsonObject.builder().put("participantId", "F-DATA").build();
        FabricLedger own = ledgers.own("F-DATA", KeyStoreFolder.OFFICER);
        boolean answers = Pause.until(PATIENCE, () -> {
            try {
                return !own.evaluate("member:get", argument).fields().isEmpty();
            } catch (LedgerRejectedException e) {
                return true; // an answer: nobody is admitted yet
            } catch (LedgerException e) {
                return false;
            }
        });
        if (!answers) {
            throw new IllegalStateException("Cannot reach the contract through the ledger in " + PATIENCE);
        }
    }

    /** Everything up to the product. */
    void prepare() {
        deal.prepare();
    }

    /** The grants of a run of so many calls, under an order of its own. */
    List<ChaosGrant> grants(int run, long calls) {
        String name = run + suffix;
        String orderId = "O-CHAOS-" + name;
        deal.order(orderId);
        return Stream.of(ChaosGrant.Kind.values())
                .map(kind -> grant(
                        kind,
                        calls,
                        new SyntheticDeal.Wanted(
                                "G-" + kind + "-" + name, orderId, kind.resource(), kind.limit(calls))))
                .toList();
    }

    private ChaosGrant grant(ChaosGrant.Kind kind, long calls, SyntheticDeal.Wanted wanted) {
        return new ChaosGrant(kind, wanted.limit(), deal.grant(wanted), deal.attested(kind.consents(calls)));
    }

    /** The ledger as a member's connector sees it by its own peer. */
    FabricLedger connector(String participantId) {
        return ledgers.own(participantId, KeyStoreFolder.CONNECTOR);
    }

    /** A member's connection to each peer. */
    List<FabricLedger> ofEachPeer() {
        return ledgers.ofEachPeer();
    }

    @Override
    public void close() {
        ledgers.close();
    }
}
