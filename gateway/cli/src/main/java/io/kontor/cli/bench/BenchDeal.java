package io.kontor.cli.bench;

import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.cli.deploy.LedgerConnections;
import io.kontor.cli.deploy.LedgerSite;
import io.kontor.cli.synthetic.DealPlan;
import io.kontor.cli.synthetic.PlayedGrant;
import io.kontor.cli.synthetic.SyntheticDeal;
import io.kontor.client.fabric.FabricConnection;
import io.kontor.dataplane.synthetic.SyntheticSource;
import io.kontor.model.json.JsonObject;
import io.kontor.model.resource.PersonalData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The deal under which calls are measured: one grant whose calls need no consent, and one whose calls do. One thread. */
final class BenchDeal implements AutoCloseable {

    static final String PLAIN = "BENCH-PLAIN";
    static final String PERSONAL = "BENCH-PERSONAL";
    /** Longest time without contact of the cities' profiles, as in the demonstration. */
    static final int STALENESS_S = 60;

    private static final String ORDER = "O-BENCH";
    private static final long LIMIT = 1_000_000_000_000L;
    private static final DealPlan PLAN = new DealPlan(
            "BENCH",
            new DealPlan.Titles(
                    "Benchmark",
                    "Calls over synthetic text, to measure what they cost",
                    "Synthetic text for a benchmark"),
            List.of(
                    new DealPlan.Listed(PERSONAL, PersonalData.PERSONAL),
                    new DealPlan.Listed(PLAIN, PersonalData.NONE)),
            STALENESS_S,
            new DealPlan.Validity(Duration.ofSeconds(1), Duration.ofHours(1)));

    private final LedgerConnections ledgers;
    private final SyntheticDeal deal;
    private final PlayedGrant plain;
    private final PlayedGrant personal;

    /** Plays it. */
    BenchDeal(KeyStoreFolder keys, LedgerSite site) {
        this.ledgers = new LedgerConnections(keys, site, FabricConnection.Limits.DEFAULT);
        this.deal = new SyntheticDeal(PLAN, ledgers);
        deal.prepare();
        deal.order(ORDER);
        this.plain = grant(PLAIN);
        this.personal = grant(PERSONAL);
    }

    private PlayedGrant grant(String resourceId) {
        return deal.grant(new SyntheticDeal.Wanted("G-" + resourceId, ORDER, resourceId, LIMIT));
    }

    /** Both grants. */
    List<PlayedGrant> grants() {
        return List.of(plain, personal);
    }

    /** The body of a call without consent. */
    JsonObject plainCall() {
        return plain.call(SyntheticSource.ALGORITHM, Optional.empty());
    }

    /** Bodies of calls with a fresh consent each. */
    List<JsonObject> personalCalls(int count) {
        return deal.attested(count).stream()
                .map(consent -> personal.call(SyntheticSource.ALGORITHM, Optional.of(consent)))
                .toList();
    }

    @Override
    public void close() {
        ledgers.close();
    }
}
