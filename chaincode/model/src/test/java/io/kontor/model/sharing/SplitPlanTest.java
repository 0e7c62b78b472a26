package io.kontor.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.money.Decimals;
import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;
import io.kontor.model.rejection.MalformedException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked amounts V1 to V16. */
class SplitPlanTest {

    private static final SplitPlan QINGDAO =
            new SplitPlan(yuan("200000"), Ratio.of("0.5"), Ratio.of("0.4"), SplitBasis.ORDER);

    private static Money yuan(String yuan) {
        return Money.ofFen(Decimals.parse(yuan, 2));
    }

    private static Shares shares(String units, String operator) {
        return new Shares(yuan(units), yuan(operator));
    }

    /** SHR-1. */
    @ParameterizedTest(name = "{0}: {1} gives {2} and {3}")
    @CsvSource({
        "V1, 200000.00, 100000.00, 100000.00",
        "V2, 200000.01, 100000.00, 100000.01",
        "V3, 200000.02, 100000.01, 100000.01",
        "V4, 200000.03, 100000.01, 100000.02",
        "V5, 199999.99, 100000.00, 99999.99",
        "V6, 0.01, 0.01, 0.00",
        "V7, 1000000.00, 420000.00, 580000.00",
        "V11, 0.00, 0.00, 0.00"
    })
    void splits_progressively_with_the_units_rounded_half_up(String id, String revenue, String units, String operator) {
        assertThat(QINGDAO.split(yuan(revenue))).as(id).isEqualTo(shares(units, operator));
    }

    @Test
    void V8_the_other_direction_is_the_other_ratio() {
        SplitPlan plan = new SplitPlan(yuan("200000"), Ratio.of("0.5"), Ratio.of("0.6"), SplitBasis.ORDER);
        assertThat(plan.split(yuan("1000000"))).isEqualTo(shares("580000", "420000"));
    }

    @Test
    void V9_receipts_of_one_order_accumulate() {
        Shares first = QINGDAO.receipt(Money.ZERO, yuan("150000"));
        Shares second = QINGDAO.receipt(yuan("150000"), yuan("150000"));
        assertThat(second.units()).isEqualTo(yuan("65000"));
        assertThat(first.plus(second)).isEqualTo(shares("140000", "160000"));
    }

    /** SHR-2. */
    @Test
    void V9_each_receipt_alone_is_the_other_reading() {
        SplitPlan plan = new SplitPlan(yuan("200000"), Ratio.of("0.5"), Ratio.of("0.4"), SplitBasis.RECEIPT);
        Shares both = plan.receipt(Money.ZERO, yuan("150000")).plus(plan.receipt(yuan("150000"), yuan("150000")));
        assertThat(both).isEqualTo(shares("150000", "150000"));
    }

    /** SHR-3. */
    @Test
    void V10_a_credit_takes_back_what_it_had_given() {
        assertThat(QINGDAO.change(yuan("200000.01"), yuan("150000.01"))).isEqualTo(shares("-24999.99", "-25000.01"));
    }

    @Test
    void V16_a_flat_ratio_has_no_threshold() {
        SplitPlan plan = new SplitPlan(Money.ZERO, Ratio.of("0.35"), Ratio.of("0.35"), SplitBasis.ORDER);
        assertThat(plan.split(yuan("87654.32"))).isEqualTo(shares("30679.01", "56975.31"));
    }

    @Test
    void the_deal_of_the_demo_is_split_as_worked_out_by_hand() {
        SplitPlan plan = new SplitPlan(yuan("20"), Ratio.of("0.5"), Ratio.of("0.4"), SplitBasis.ORDER);
        assertThat(plan.split(yuan("27.84"))).isEqualTo(shares("13.14", "14.70"));
        assertThat(plan.change(yuan("27.84"), yuan("25.92"))).isEqualTo(shares("-0.77", "-1.15"));
    }

    @Test
    void no_fen_is_lost_or_made() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            Money revenue = Money.ofFen(random.nextInt(100_000_000));
            Shares shares = QINGDAO.split(revenue);
            assertThat(shares.total()).isEqualTo(revenue);
            assertThat(shares.operator().isNegative()).isFalse();
        }
    }

    @Test
    void refuses_negative_thresholds_and_negative_revenue() {
        assertThatThrownBy(() -> new SplitPlan(yuan("-0.01"), Ratio.ONE, Ratio.ONE, SplitBasis.ORDER))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> QINGDAO.split(yuan("-0.01"))).isInstanceOf(ArithmeticException.class);
    }

    /** SHR-4. */
    @Test
    void V12_a_pool_is_shared_by_usage_and_the_odd_fen_goes_to_the_largest_remainder() {
        assertThat(LargestRemainder.allocate(yuan("420000"), Map.of("A", 1_234_567L, "B", 765_433L, "C", 500_000L)))
                .containsExactly(
                        Map.entry("A", yuan("207407.26")),
                        Map.entry("B", yuan("128592.74")),
                        Map.entry("C", yuan("84000.00")));
    }

    @Test
    void V13_ties_go_to_the_smaller_id() {
        assertThat(LargestRemainder.allocate(yuan("100000"), Map.of("H3", 1L, "H1", 1L, "H2", 1L)))
                .containsExactly(
                        Map.entry("H1", yuan("33333.34")),
                        Map.entry("H2", yuan("33333.33")),
                        Map.entry("H3", yuan("33333.33")));
        assertThat(LargestRemainder.allocate(yuan("13.14"), Map.of("F-H1", 168L, "F-H2", 120L)))
                .containsExactly(Map.entry("F-H1", yuan("7.67")), Map.entry("F-H2", yuan("5.47")));
    }

    @Test
    void V14_two_odd_fen_go_to_the_two_largest_remainders() {
        assertThat(LargestRemainder.allocate(yuan("1000000"), Map.of("A", 114L, "B", 72L, "C", 30L)))
                .containsExactly(
                        Map.entry("A", yuan("527777.78")),
                        Map.entry("B", yuan("333333.33")),
                        Map.entry("C", yuan("138888.89")));
    }

    @Test
    void every_allocation_sums_to_its_pool_and_is_within_a_fen_of_exact() {
        Random random = new Random(13);
        for (int run = 0; run < 2_000; run++) {
            Map<String, Long> weights = new TreeMap<>();
            int count = 1 + random.nextInt(12);
            for (int i = 0; i < count; i++) {
                weights.put("S" + i, (long) random.nextInt(1_000_000));
            }
            weights.merge("S0", 1L, Long::sum);
            long total = weights.values().stream().mapToLong(Long::longValue).sum();
            Money pool = Money.ofFen(random.nextInt(1_000_000_000));
            Map<String, Money> result = LargestRemainder.allocate(pool, weights);
            assertThat(Money.sum(result.values())).isEqualTo(pool);
            result.forEach((id, amount) -> {
                long distance = amount.fen() * total - pool.fen() * weights.getOrDefault(id, 0L);
                assertThat(Math.abs(distance)).isLessThan(total);
            });
        }
    }

    @Test
    void refuses_to_share_something_among_nobody() {
        assertThat(LargestRemainder.allocate(Money.ZERO, Map.of("A", 0L))).containsExactly(Map.entry("A", Money.ZERO));
        assertThat(LargestRemainder.allocate(Money.ZERO, Map.of())).isEmpty();
        assertThatThrownBy(() -> LargestRemainder.allocate(yuan("1"), Map.of("A", 0L)))
                .isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> LargestRemainder.allocate(yuan("1"), Map.of("A", -1L)))
                .hasMessageContaining("weight of A is -1");
        assertThatThrownBy(() -> LargestRemainder.allocate(yuan("-1"), Map.of("A", 1L)))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void nobody_without_weight_gets_an_odd_fen() {
        assertThat(LargestRemainder.allocate(yuan("0.01"), Map.of("A", 0L, "B", 1L, "C", 1L)))
                .containsExactly(Map.entry("A", Money.ZERO), Map.entry("B", yuan("0.01")), Map.entry("C", Money.ZERO));
    }
}
