package io.kontor.model.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;
import io.kontor.model.money.UnitPrice;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked amounts T1 to T14, T18 and T22. */
class TariffTest {

    private static final BandSchedule CAPS = bands("0.10", "0.08", "0.06");
    private static final Tariff FUJIAN = Tariff.of(CAPS);

    private static BandSchedule bands(String first, String second, String third) {
        return BandSchedule.of(
                TariffBand.upTo(3_000_000, UnitPrice.ofYuan(first)),
                TariffBand.upTo(30_000_000, UnitPrice.ofYuan(second)),
                TariffBand.rest(UnitPrice.ofYuan(third)));
    }

    private static Tariff discounted(String discount) {
        return new Tariff(MeteringBasis.USAGE, CAPS, Ratio.of(discount), Waiver.NONE);
    }

    /** RAT-1, RAT-2. */
    @ParameterizedTest(name = "{0}: {1} units cost {2}")
    @CsvSource({
        "T1, 0, 0.00",
        "T1, 1, 0.10",
        "T2, 1200, 120.00",
        "T3, 8, 0.80",
        "T4, 3000000, 300000.00",
        "T5, 3000001, 300000.08",
        "T6, 30000000, 2460000.00",
        "T7, 30000001, 2460000.06",
        "T8, 45678901, 3400734.06"
    })
    void usage_costs_by_bands_with_inclusive_ends(String id, long units, String yuan) {
        assertThat(FUJIAN.rate(0, units).charge().yuan()).as(id).isEqualTo(yuan);
    }

    /** RAT-4, RAT-6. */
    @Test
    void T9_a_period_costs_the_difference_and_shows_one_line_a_band() {
        Rating rating = FUJIAN.rate(2_500_000, 3_500_000);
        assertThat(rating.charge().yuan()).isEqualTo("90000.00");
        assertThat(rating.lines())
                .containsExactly(
                        new StatementLine(1, 500_000, UnitPrice.ofYuan("0.10")),
                        new StatementLine(2, 500_000, UnitPrice.ofYuan("0.08")));
        assertThat(rating.lines().get(1).amountTenThousandths()).isEqualTo(400_000_000);
    }

    @Test
    void T10_a_discount_is_applied_before_the_one_rounding() {
        assertThat(discounted("0.7").rate(0, 3_000_001).charge().yuan()).isEqualTo("210000.06");
    }

    @Test
    void T11_periods_never_add_up_to_more_than_the_whole() {
        Tariff tariff = discounted("0.55");
        assertThat(tariff.rate(0, 1).charge().yuan()).isEqualTo("0.06");
        assertThat(tariff.rate(1, 2).charge().yuan()).isEqualTo("0.05");
        assertThat(tariff.rate(0, 2).charge().yuan()).isEqualTo("0.11");
    }

    /** RAT-7. */
    @Test
    void T12_public_good_is_computed_shown_and_waived() {
        Tariff tariff = new Tariff(MeteringBasis.USAGE, CAPS, Ratio.ONE, Waiver.PUBLIC_GOOD);
        Rating rating = tariff.rate(0, 5_000_000);
        assertThat(rating.fee().yuan()).isEqualTo("460000.00");
        assertThat(rating.waived().yuan()).isEqualTo("460000.00");
        assertThat(rating.charge()).isEqualTo(Money.ZERO);
    }

    @Test
    void T13_actual_prices_below_the_caps_round_half_up() {
        BandSchedule actual = bands("0.095", "0.075", "0.055");
        assertThat(actual.firstAbove(CAPS)).isEmpty();
        assertThat(Tariff.of(actual).rate(0, 3_000_001).charge().yuan()).isEqualTo("285000.08");
    }

    @Test
    void T14_a_price_above_its_cap_is_found_with_both_values() {
        CapExcess excess = bands("0.11", "0.08", "0.06").firstAbove(CAPS).orElseThrow();
        assertThat(excess).isEqualTo(new CapExcess(1, UnitPrice.ofYuan("0.11"), UnitPrice.ofYuan("0.10")));
        assertThat(excess.message()).isEqualTo("price 0.1100 of unit 1 is above its cap 0.1000");
    }

    /** RAT-5. */
    @Test
    void a_cap_holds_for_every_unit_whatever_the_bands_of_the_price() {
        assertThat(BandSchedule.flat(UnitPrice.ofYuan("0.08")).firstAbove(CAPS).map(CapExcess::unit))
                .contains(30_000_001L);
        BandSchedule late = BandSchedule.of(
                TariffBand.upTo(3_000_001, UnitPrice.ofYuan("0.10")), TariffBand.rest(UnitPrice.ofYuan("0.05")));
        assertThat(late.firstAbove(CAPS).map(CapExcess::unit)).contains(3_000_001L);
        assertThat(CAPS.firstAbove(CAPS)).isEmpty();
        assertThat(CAPS.firstAbove(BandSchedule.flat(UnitPrice.ofYuan("0.10")))).isEmpty();
    }

    /** RAT-3. */
    @Test
    void T18_a_charge_per_hit_counts_hits_only() {
        Tariff tariff =
                new Tariff(MeteringBasis.HITS, BandSchedule.flat(UnitPrice.ofYuan("2.00")), Ratio.ONE, Waiver.NONE);
        long hits = tariff.basis().units(12_345, 873);
        assertThat(tariff.rate(0, hits).charge().yuan()).isEqualTo("1746.00");
        assertThat(MeteringBasis.USAGE.units(12_345, 873)).isEqualTo(12_345);
    }

    @Test
    void T22_a_negotiated_price_within_the_cap_is_charged() {
        BandSchedule agreed = BandSchedule.of(
                TariffBand.upTo(3_000_000, UnitPrice.ofYuan("0.08")), TariffBand.rest(UnitPrice.ofYuan("0.06")));
        assertThat(agreed.firstAbove(CAPS)).isEmpty();
        assertThat(Tariff.of(agreed).rate(0, 1000).charge().yuan()).isEqualTo("80.00");
    }

    @Test
    void the_deal_of_the_demo_costs_what_was_worked_out_by_hand() {
        Tariff tariff = Tariff.of(BandSchedule.of(
                TariffBand.upTo(240, UnitPrice.ofYuan("0.10")), TariffBand.rest(UnitPrice.ofYuan("0.08"))));
        assertThat(tariff.rate(0, 288).charge().yuan()).isEqualTo("27.84");
        assertThat(tariff.rate(0, 264).charge().yuan()).isEqualTo("25.92");
    }

    @Test
    void the_other_reading_of_the_band_edge_is_a_band_that_ends_one_unit_earlier() {
        BandSchedule lowerInclusive = BandSchedule.of(
                TariffBand.upTo(2_999_999, UnitPrice.ofYuan("0.10")), TariffBand.rest(UnitPrice.ofYuan("0.08")));
        assertThat(Tariff.of(lowerInclusive).rate(0, 3_000_000).charge().yuan()).isEqualTo("299999.98");
    }

    /** RAT-8. */
    @Test
    void charges_of_any_partition_into_periods_sum_to_the_charge_of_the_whole() {
        Random random = new Random(7);
        Tariff tariff = discounted("0.3333");
        for (int run = 0; run < 200; run++) {
            long at = 0;
            Money sum = Money.ZERO;
            for (int period = 0; period < 20; period++) {
                long next = at + random.nextInt(4_000_000);
                Rating rating = tariff.rate(at, next);
                sum = sum.plus(rating.charge());
                at = next;
            }
            assertThat(sum).isEqualTo(tariff.rate(0, at).charge());
        }
    }

    @Test
    void refuses_schedules_that_leave_units_without_a_price() {
        UnitPrice price = new UnitPrice(1);
        assertThatThrownBy(() -> BandSchedule.of()).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> BandSchedule.of(TariffBand.upTo(5, price))).hasMessageContaining("must have no end");
        assertThatThrownBy(() -> BandSchedule.of(TariffBand.rest(price), TariffBand.rest(price)))
                .hasMessageContaining("band 1 of 2 must have an end");
        assertThatThrownBy(() ->
                        BandSchedule.of(TariffBand.upTo(5, price), TariffBand.upTo(5, price), TariffBand.rest(price)))
                .hasMessageContaining("band 2 ends at 5, must end after 5");
        assertThatThrownBy(() -> TariffBand.upTo(0, price)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> new BandSchedule(java.util.Collections.nCopies(21, TariffBand.rest(price))))
                .hasMessageContaining("21 bands");
    }

    @Test
    void refuses_a_discount_of_zero_descending_usage_and_amounts_that_do_not_fit() {
        assertThatThrownBy(() -> discounted("0")).hasMessageContaining("use a waiver");
        assertThatThrownBy(() -> FUJIAN.rate(5, 4)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> FUJIAN.rate(-1, 4)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> FUJIAN.rate(0, BandSchedule.MAX_UNITS + 1)).isInstanceOf(MalformedException.class);
        Tariff dear = Tariff.of(BandSchedule.flat(new UnitPrice(Money.MAX_FEN)));
        assertThatThrownBy(() -> dear.rate(0, 5000)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_rating_whose_lines_do_not_hold_its_units_cannot_exist() {
        Rating rating = FUJIAN.rate(0, 10);
        assertThatThrownBy(() -> new Rating(0, 11, rating.lines(), rating.fee(), Money.ZERO))
                .hasMessageContaining("must hold 11");
        assertThatThrownBy(() -> new Rating(0, 10, rating.lines(), rating.fee(), Money.ofFen(101)))
                .hasMessageContaining("waived 1.01");
        assertThatThrownBy(() -> new Rating(0, 10, List.of(), rating.fee(), Money.ZERO))
                .isInstanceOf(MalformedException.class);
    }
}
