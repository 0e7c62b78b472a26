package io.kontor.usage.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.grant.Action;
import org.junit.jupiter.api.Test;

/** Architecture §3.8: a block is two seconds of recent use. */
class UnitPoolTest {

    private final UnitPool pool = new UnitPool("G-1", Action.PROCESS);

    @Test
    void recent_use_is_what_two_seconds_used() {
        use(0, 2_000, 3);
        assertThat(pool.recentUse(2_000)).isEqualTo(667);
        use(2_001, 3_000, 10);
        assertThat(pool.recentUse(3_000)).isEqualTo(667);
    }

    /** Else each of many small blocks costs a transaction, and calls wait for all of them. */
    @Test
    void use_that_begins_again_counts_at_its_rate() {
        use(0, 2_000, 1);
        use(60_000, 60_500, 1);
        assertThat(pool.recentUse(60_500)).isEqualTo(2_000);
    }

    @Test
    void a_burst_counts_as_a_quarter_of_a_second_of_use() {
        for (int i = 0; i < 64; i++) {
            pool.count(60_000);
        }
        assertThat(pool.recentUse(60_000)).isEqualTo(512);
        assertThat(pool.recentUse(61_000)).isEqualTo(128);
        assertThat(pool.recentUse(65_000)).isEqualTo(64);
    }

    @Test
    void a_clock_that_was_put_back_makes_no_more_of_it_than_a_burst() {
        pool.count(60_000);
        assertThat(pool.recentUse(0)).isEqualTo(8);
    }

    /** One unit every so many milliseconds, the last before the end. */
    private void use(long from, long to, long every) {
        for (long at = from; at < to; at += every) {
            pool.count(at);
        }
    }
}
