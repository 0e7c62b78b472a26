package io.kontor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.rating.Tariff;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.OrderAccount.SupplierAccount;
import io.kontor.model.settlement.PeriodRating;
import io.kontor.model.settlement.PeriodShares;
import io.kontor.model.settlement.Settlement;
import io.kontor.model.settlement.SupplierShare;
import io.kontor.testkit.fixtures.ClaimDay;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.property.ForAll;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** INV-5, SHR-5 and SHR-6 over several periods: Σ shares = charge, charged = F(usage), and everyone as if never called. */
class MoneyPropertyTest {

    private static final int PERIODS = 3;
    private static final Tariff TARIFF = Tariff.of(DemoCast.bands());

    private record Plan(List<Integer> h1, List<Integer> h2, int disputedCall) {}

    private static Plan plan(Random random) {
        return new Plan(
                IntStream.range(0, PERIODS).map(i -> random.nextInt(12)).boxed().toList(),
                IntStream.range(0, PERIODS)
                        .map(i -> 1 + random.nextInt(12))
                        .boxed()
                        .toList(),
                random.nextInt(3));
    }

    @Test
    void charges_and_shares_are_exact_in_every_period() {
        ForAll.forAll(6, MoneyPropertyTest::plan, plan -> {
            Bed bed = new Bed();
            ClaimDay day = new ClaimDay(bed.deal.playToGrants(), bed.clock);
            long usage = 0;
            for (int period = 1; period <= PERIODS; period++) {
                day.callH1(plan.h1().get(period - 1), ClaimDay.HIT);
                day.callH2(plan.h2().get(period - 1), ClaimDay.HIT);
                Settlement settlement = day.closePeriod(period).payPeriod(period);
                usage += 24L * (plan.h1().get(period - 1) + plan.h2().get(period - 1));
                requireExact(settlement, day.buyer().account(DemoDeal.ORDER), usage);
                if (period == 1) {
                    usage -= correct(day, bed);
                }
            }
        });
    }

    private record Uses(List<Integer> h1, List<Integer> h2) {}

    private static Uses uses(Random random) {
        return new Uses(
                IntStream.range(0, PERIODS).map(i -> random.nextInt(12)).boxed().toList(),
                IntStream.range(0, PERIODS)
                        .map(i -> 2 + random.nextInt(12))
                        .boxed()
                        .toList());
    }

    /** SHR-5: usage of a later period never lowers what a supplier got for an earlier one. */
    @Test
    void no_later_period_lowers_what_a_supplier_got_for_an_earlier_one() {
        ForAll.forAll(6, MoneyPropertyTest::uses, uses -> {
            Bed bed = new Bed();
            ClaimDay day = new ClaimDay(bed.deal.playToGrants(), bed.clock);
            TreeMap<String, Long> got = new TreeMap<>();
            for (int period = 1; period <= PERIODS; period++) {
                call(day, uses, period, 0);
                Settlement settlement = day.closePeriod(period).payPeriod(period);
                for (SupplierShare share : settlement.shares().orElseThrow().suppliers()) {
                    assertThat(share.amount()).as(share.toString()).isNotNegative();
                    got.merge(share.supplier(), share.amount(), Long::sum);
                }
                assertThat(amounts(day)).isEqualTo(got);
            }
        });
    }

    /** SHR-6: also with later periods that were shared before the correction. */
    @Test
    void a_correction_of_an_early_period_equals_the_order_in_which_the_call_was_never_made() {
        ForAll.forAll(5, MoneyPropertyTest::uses, uses -> {
            ClaimDay corrected = day();
            ClaimDay never = day();
            for (int period = 1; period <= PERIODS; period++) {
                call(corrected, uses, period, 0);
                call(never, uses, period, period == 1 ? 1 : 0);
                corrected.closePeriod(period).payPeriod(period);
                never.closePeriod(period).payPeriod(period);
            }
            corrected.buyer().dispute(corrected.dispute("D-1", corrected.log2(), 1));
            corrected.seller().uphold("D-1", "wrong record");
            OrderAccount got = corrected.buyer().account(DemoDeal.ORDER);
            OrderAccount wanted = never.buyer().account(DemoDeal.ORDER);
            assertThat(got.usage()).isEqualTo(wanted.usage());
            assertThat(got.charged()).isEqualTo(wanted.charged());
            assertThat(got.units()).isEqualTo(wanted.units());
            assertThat(got.operator()).isEqualTo(wanted.operator());
            assertThat(amounts(corrected)).isEqualTo(amounts(never));
        });
    }

    private static ClaimDay day() {
        Bed bed = new Bed();
        return new ClaimDay(bed.deal.playToGrants(), bed.clock);
    }

    private static void call(ClaimDay day, Uses uses, int period, int lessH2) {
        day.callH1(uses.h1().get(period - 1), ClaimDay.HIT);
        day.callH2(uses.h2().get(period - 1) - lessH2, ClaimDay.HIT);
    }

    private static SortedMap<String, Long> amounts(ClaimDay day) {
        TreeMap<String, Long> amounts = new TreeMap<>();
        day.buyer()
                .account(DemoDeal.ORDER)
                .suppliers()
                .forEach(account -> amounts.put(account.supplier(), account.amount()));
        return amounts;
    }

    /** The first call of F-H2 is leaf 1 of its log. */
    private static long correct(ClaimDay day, Bed bed) {
        day.buyer().dispute(day.dispute("D-1", day.log2(), 1));
        day.seller().uphold("D-1", "wrong record");
        OrderAccount account = day.buyer().account(DemoDeal.ORDER);
        assertThat(account.units())
                .isEqualTo(bed.cast
                        .cityF()
                        .splitPlan()
                        .split(TARIFF.cumulative(account.usage()))
                        .units()
                        .fen());
        return 24;
    }

    private static void requireExact(Settlement settlement, OrderAccount account, long usage) {
        PeriodRating rating = settlement.rating().orElseThrow();
        PeriodShares shares = settlement.shares().orElseThrow();
        assertThat(shares.units() + shares.operator()).isEqualTo(rating.charge());
        assertThat(shares.suppliers().stream().mapToLong(SupplierShare::amount).sum())
                .isEqualTo(shares.units());
        assertThat(account.usage()).isEqualTo(usage);
        assertThat(account.charged()).isEqualTo(TARIFF.cumulative(usage).fen());
        assertThat(account.units() + account.operator()).isEqualTo(account.charged());
        assertThat(account.suppliers().stream()
                        .mapToLong(SupplierAccount::amount)
                        .sum())
                .isEqualTo(account.units());
    }
}
