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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** INV-5 over several periods with a correction: Σ shares = charge, charged = F(usage), and everyone as if never called. */
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
