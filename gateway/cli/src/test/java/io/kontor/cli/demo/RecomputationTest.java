package io.kontor.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The worked amounts of the script (steps 14 to 16 and 19). */
class RecomputationTest {
    private final Recomputation deal = new Recomputation(Map.of("F-H1", 168L, "F-H2", 120L));

    @Test
    void rates_usage_over_the_first_band() {
        assertThat(deal.usage()).isEqualTo(288);
        assertThat(deal.charge()).isEqualTo(2_784);
    }

    @Test
    void splits_above_the_threshold_with_the_operator_first() {
        assertThat(deal.units()).isEqualTo(1_314);
        assertThat(deal.operator()).isEqualTo(1_470);
    }

    @Test
    void gives_the_odd_fen_to_the_first_of_equal_remainders() {
        assertThat(deal.suppliers()).hasSize(2).containsEntry("F-H1", 767L).containsEntry("F-H2", 547L);
    }

    @Test
    void takes_a_call_back_as_if_it_had_never_been_made() {
        Recomputation after = deal.without("F-H2", 24);
        assertThat(after.charge()).isEqualTo(2_592);
        assertThat(after.units()).isEqualTo(1_237);
        assertThat(after.operator()).isEqualTo(1_355);
        assertThat(after.suppliers()).containsEntry("F-H1", 787L).containsEntry("F-H2", 450L);
    }

    @Test
    void shares_nothing_where_nothing_was_used() {
        Recomputation none = new Recomputation(Map.of("F-H1", 0L));
        assertThat(none.charge()).isZero();
        assertThat(none.suppliers()).containsEntry("F-H1", 0L);
    }
}
