package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.callId;
import static io.kontor.testkit.fixtures.ClaimDay.HIT;
import static io.kontor.testkit.fixtures.DemoDeal.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.product.ProductLedger;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.money.Ratio;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rating.MeteringBasis;
import io.kontor.model.rating.Tariff;
import io.kontor.model.rating.Waiver;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.model.settlement.Settlement;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.TestLog;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose counts count, and that no count stops a settlement: SET-1, SET-2. */
class CountingTest {

    private static final long MOST = (1L << 53) - 1;

    @Test
    void only_the_suppliers_own_logs_count_for_its_grants() {
        Bed bed = new Bed();
        ClaimDay day = new ClaimDay(bed.deal.playToGrants(), bed.clock).callAsInTheDemo();
        day.log1().released(bed.grant("G-R2"), 1, callId(99), HIT);
        Settlement settlement = day.closePeriod(1).calculate(1);
        assertThat(settlement.supplierCounts())
                .containsExactly(
                        new PeriodCount("G-R1", Action.PROCESS, 8, 7, 168),
                        new PeriodCount("G-R2", Action.PROCESS, 5, 5, 120));
        assertThat(settlement.disputedUsage()).isZero();
    }

    /** A count is posted once: one that no number can hold must not keep the period open for ever. */
    @Test
    void a_count_beyond_all_measure_does_not_stop_the_settlement() {
        Bed bed = new Bed();
        ClaimDay day = new ClaimDay(bed.deal.playToGrants(), bed.clock)
                .callAsInTheDemo()
                .closePeriod(1);
        day.count(
                1,
                List.of(
                        new PeriodCount("G-R1", Action.PROCESS, 9, 8, MOST),
                        new PeriodCount("G-R2", Action.PROCESS, 5, 5, MOST)));
        Settlement settlement = day.seller().calculate(ORDER, 1).record();
        assertThat(settlement.rating().orElseThrow().charge()).isEqualTo(2_784);
        assertThat(settlement.disputedUsage()).isEqualTo(MOST);
    }

    @Test
    void under_a_tariff_of_hits_the_difference_of_the_hits_is_disputed() {
        Bed bed = new Bed();
        bed.deal.foundCities().registerResources().authorise();
        Tariff hits = new Tariff(MeteringBasis.HITS, DemoCast.bands(), Ratio.ONE, Waiver.NONE);
        new ProductLedger(bed.officer("F-OPS"))
                .list(
                        DemoRecords.product(1),
                        new ProductTariff(DemoRecords.PRODUCT, 1, hits, List.of(Action.DOWNLOAD), "按次计价", 0));
        bed.deal.order(ORDER).grantAll();
        TestLog log = bed.log("L-1", "F-H1");
        Grant grant = bed.grant("G-R4");
        for (int i = 1; i <= 2; i++) {
            bed.claim(log, "F-H1", log.claim(callId(i), grant));
            log.released(grant, 1, callId(i), HIT);
        }
        SettlementLedger seller = new SettlementLedger(bed.officer("F-OPS"));
        seller.close(ORDER, 1);
        new SettlementLedger(bed.officer("Q-INS")).close(ORDER, 1);
        log.closePeriod(ORDER, 1).anchor();
        new SettlementLedger(bed.connector("Q-INS"))
                .count(ORDER, 1, List.of(new PeriodCount("G-R4", Action.DOWNLOAD, 1, 1, 48)));
        Settlement settlement = seller.calculate(ORDER, 1).record();
        assertThat(settlement.rating().orElseThrow().charge()).isEqualTo(10);
        assertThat(settlement.disputedUsage()).isEqualTo(1);
    }
}
