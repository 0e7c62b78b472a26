package io.kontor.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.cli.chaos.Absences.Absence;
import io.kontor.cli.chaos.Absences.Why;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a process counts as struck (docs/chaos.md). */
class AbsencesTest {

    private final AtomicLong clock = new AtomicLong(100);
    private final Absences absences = new Absences(clock::get);

    @Test
    void a_blow_lasts_until_it_is_mended() {
        absences.begin("X1", Why.DOWN);
        clock.set(150);
        assertThat(absences.all()).containsExactly(new Absence("X1", Why.DOWN, 100, Long.MAX_VALUE));

        absences.end("X1", Why.DOWN);
        assertThat(absences.all()).containsExactly(new Absence("X1", Why.DOWN, 100, 150));
    }

    @Test
    void a_second_blow_of_a_kind_changes_nothing_and_one_of_another_kind_is_its_own() {
        absences.begin("X1", Why.DOWN);
        clock.set(120);
        absences.begin("X1", Why.DOWN);
        absences.begin("X1", Why.CLOCK);
        clock.set(150);
        absences.end("X1", Why.DOWN);
        absences.end("X1", Why.CLOCK, 30);

        assertThat(absences.all())
                .containsExactlyInAnyOrder(
                        new Absence("X1", Why.DOWN, 100, 150), new Absence("X1", Why.CLOCK, 120, 180));
    }

    @Test
    void what_was_not_begun_does_not_end() {
        absences.end("X1", Why.DOWN);
        assertThat(absences.all()).isEmpty();
    }

    @Test
    void a_time_that_touches_an_absence_is_within_it() {
        Absence absence = new Absence("X1", Why.DOWN, 100, 150);
        assertThat(absence.within("X1", 150, 160)).isTrue();
        assertThat(absence.within("X1", 90, 100)).isTrue();
        assertThat(absence.within("X1", 90, 99)).isFalse();
        assertThat(absence.within("X1", 151, 160)).isFalse();
        assertThat(absence.within("X2", 100, 150)).isFalse();
    }
}
