package io.kontor.testkit.contract;

import static io.kontor.testkit.fixtures.DemoDeal.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.city.CityLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.model.city.CityProfile;
import io.kontor.model.grant.Action;
import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;
import io.kontor.model.money.UnitPrice;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rating.MeteringBasis;
import io.kontor.model.rating.Tariff;
import io.kontor.model.rating.TariffBand;
import io.kontor.model.rating.Waiver;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.sharing.SplitBasis;
import io.kontor.model.sharing.SplitPlan;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked cases of tariffs and splits through the whole contract: T5, T9, T11, T12, T18, V9 and V11, SET-3 and SET-4. */
class TariffCasesTest {

    private static final BandSchedule REAL_BANDS = BandSchedule.of(
            TariffBand.upTo(3_000_000, UnitPrice.ofYuan("0.10")),
            TariffBand.upTo(30_000_000, UnitPrice.ofYuan("0.08")),
            TariffBand.rest(UnitPrice.ofYuan("0.06")));

    private final Bed bed = new Bed();

    /** A day on which City F has the real bands and threshold, and the product this tariff. */
    private ClaimDay day(Tariff tariff, SplitPlan plan) {
        bed.deal.foundCities().registerResources().authorise();
        CityLedger cities = new CityLedger(bed.officer("F-DATA"));
        CityProfile f = cities.profile("F");
        cities.publish(new CityProfile(
                "F",
                f.version() + 1,
                f.name(),
                f.regulatorMsp(),
                f.operatorMsp(),
                f.limits(),
                REAL_BANDS,
                plan,
                f.registration(),
                f.settlement(),
                f.utcOffsetMinutes(),
                f.recognisedCities()));
        new ProductLedger(bed.officer("F-OPS"))
                .list(
                        DemoRecords.product(1),
                        new ProductTariff(
                                DemoRecords.PRODUCT,
                                1,
                                tariff,
                                List.of(Action.PROCESS),
                                "usage",
                                Bed.NOW.toEpochMilli()));
        return new ClaimDay(bed.deal.order(ORDER).grantAll(), bed.clock);
    }

    private static SplitPlan plan(SplitBasis basis) {
        return new SplitPlan(Money.ofFen(20_000_000), Ratio.of("0.5"), Ratio.of("0.4"), basis);
    }

    private static Delivery usage(long records) {
        return new Delivery(Delivery.Hit.HIT, 1, records, records, 100, 0);
    }

    private static long charge(Settlement settlement) {
        return settlement.rating().orElseThrow().charge();
    }

    private static long units(Settlement settlement) {
        return settlement.shares().orElseThrow().units();
    }

    @Test
    void periods_go_on_over_a_band_and_over_the_threshold() {
        ClaimDay day = day(Tariff.of(REAL_BANDS), plan(SplitBasis.ORDER));
        day.callH1(1, usage(2_500_000));
        Settlement first = day.closePeriod(1).payPeriod(1);
        assertThat(charge(first)).isEqualTo(25_000_000);
        // U(250,000.00) = 100,000.00 + 50,000.00 × 0.4
        assertThat(units(first)).isEqualTo(12_000_000);
        day.callH2(1, usage(1_000_000));
        Settlement second = day.closePeriod(2).payPeriod(2);
        assertThat(charge(second)).isEqualTo(9_000_000);
        assertThat(units(second)).isEqualTo(3_600_000);
    }

    @Test
    void each_receipt_alone_is_split_where_the_plan_says_so() {
        ClaimDay day = day(Tariff.of(REAL_BANDS), plan(SplitBasis.RECEIPT));
        day.callH1(1, usage(1_500_000));
        assertThat(units(day.closePeriod(1).payPeriod(1))).isEqualTo(7_500_000);
        day.callH2(1, usage(1_500_000));
        assertThat(units(day.closePeriod(2).payPeriod(2))).isEqualTo(7_500_000);
    }

    @Test
    void the_unit_behind_a_band_costs_the_next_price() {
        ClaimDay day = day(Tariff.of(REAL_BANDS), plan(SplitBasis.ORDER));
        day.callH1(1, usage(3_000_001));
        assertThat(charge(day.closePeriod(1).payPeriod(1))).isEqualTo(30_000_008);
    }

    @Test
    void a_discount_is_rounded_on_the_cumulative_fee() {
        Tariff tariff = new Tariff(MeteringBasis.USAGE, REAL_BANDS, Ratio.of("0.55"), Waiver.NONE);
        ClaimDay day = day(tariff, plan(SplitBasis.ORDER));
        day.callH1(1, usage(1));
        assertThat(charge(day.closePeriod(1).payPeriod(1))).isEqualTo(6);
        day.callH1(1, usage(1));
        assertThat(charge(day.closePeriod(2).payPeriod(2))).isEqualTo(5);
    }

    @Test
    void the_public_good_is_metered_and_not_charged() {
        Tariff tariff = new Tariff(MeteringBasis.USAGE, REAL_BANDS, Ratio.ONE, Waiver.PUBLIC_GOOD);
        ClaimDay day = day(tariff, plan(SplitBasis.ORDER));
        day.callH1(1, usage(5_000_000));
        Settlement settlement = day.closePeriod(1).payPeriod(1);
        assertThat(settlement.rating().orElseThrow().usage()).isEqualTo(5_000_000);
        assertThat(charge(settlement)).isZero();
        assertThat(units(settlement)).isZero();
        assertThat(settlement.shares().orElseThrow().operator()).isZero();
    }

    @Test
    void hits_are_charged_and_misses_are_not_where_the_tariff_counts_hits() {
        BandSchedule flat = BandSchedule.flat(UnitPrice.ofYuan("0.06"));
        ClaimDay day = day(new Tariff(MeteringBasis.HITS, flat, Ratio.ONE, Waiver.NONE), plan(SplitBasis.ORDER));
        day.callH1(4, usage(24));
        day.callH1(3, ClaimDay.MISS);
        assertThat(charge(day.closePeriod(1).payPeriod(1))).isEqualTo(24);
    }
}
