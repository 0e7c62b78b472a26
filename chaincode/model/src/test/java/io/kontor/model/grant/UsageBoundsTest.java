package io.kontor.model.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.rejection.MalformedException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** POL-12: time of day, weekdays and the hours and days of a rate, in the city's zone. */
class UsageBoundsTest {

    private static final int SHANGHAI = 480;
    private static final DayHours OFFICE = new DayHours(510, 1_080);

    private static UsageBounds hours(DayHours hours) {
        return new UsageBounds(
                Optional.of(hours), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static UsageBounds days(Weekday... days) {
        return new UsageBounds(
                Optional.empty(), Optional.of(List.of(days)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static UsageBounds rates(long hour, long day) {
        return new UsageBounds(
                Optional.empty(),
                Optional.empty(),
                Optional.of(List.of(new RateLimit(RatePeriod.HOUR, hour), new RateLimit(RatePeriod.DAY, day))),
                Optional.empty(),
                Optional.empty());
    }

    private static long at(String text) {
        return Instant.parse(text).toEpochMilli();
    }

    @Test
    void hours_are_half_open_in_the_citys_zone() {
        assertThat(hours(OFFICE).open(at("2026-09-17T00:29:59.999Z"), SHANGHAI)).isFalse();
        assertThat(hours(OFFICE).open(at("2026-09-17T00:30:00Z"), SHANGHAI)).isTrue();
        assertThat(hours(OFFICE).open(at("2026-09-17T09:59:59.999Z"), SHANGHAI)).isTrue();
        assertThat(hours(OFFICE).open(at("2026-09-17T10:00:00Z"), SHANGHAI)).isFalse();
        assertThat(hours(OFFICE).open(at("2026-09-17T10:00:00Z"), 0)).isTrue();
    }

    @Test
    void a_weekday_begins_at_midnight_of_the_city() {
        assertThat(days(Weekday.FRIDAY).open(at("2026-09-17T15:59:59.999Z"), SHANGHAI))
                .isFalse();
        assertThat(days(Weekday.FRIDAY).open(at("2026-09-17T16:00:00Z"), SHANGHAI))
                .isTrue();
    }

    @Test
    void every_time_agrees_with_the_calendar_of_the_runtime() {
        Random random = new Random(20_260_917);
        for (int i = 0; i < 5_000; i++) {
            long time = random.nextLong(253_000_000_000_000L);
            int offset = random.nextInt(-720, 841);
            OffsetDateTime local = Instant.ofEpochMilli(time).atOffset(ZoneOffset.ofTotalSeconds(offset * 60));
            int minute = local.getHour() * 60 + local.getMinute();
            DayOfWeek day = local.getDayOfWeek();
            assertThat(hours(OFFICE).open(time, offset)).isEqualTo(minute >= 510 && minute < 1_080);
            assertThat(days(Weekday.valueOf(day.name())).open(time, offset)).isTrue();
            assertThat(RatePeriod.HOUR.start(time, offset))
                    .isEqualTo(local.withMinute(0)
                            .withSecond(0)
                            .withNano(0)
                            .toInstant()
                            .toEpochMilli());
            assertThat(RatePeriod.DAY.start(time, offset))
                    .isEqualTo(local.toLocalDate()
                            .atStartOfDay(local.getOffset())
                            .toInstant()
                            .toEpochMilli());
        }
    }

    @Test
    void a_window_that_never_meets_hours_and_weekdays_is_known() {
        TimeWindow thursday = new TimeWindow(at("2026-09-16T16:00:00Z"), at("2026-09-17T16:00:00Z"));
        assertThat(days(Weekday.MONDAY).everOpen(thursday, SHANGHAI)).isFalse();
        assertThat(days(Weekday.THURSDAY).everOpen(thursday, SHANGHAI)).isTrue();
        TimeWindow night = new TimeWindow(at("2026-09-17T11:00:00Z"), at("2026-09-17T15:00:00Z"));
        assertThat(hours(OFFICE).everOpen(night, SHANGHAI)).isFalse();
        TimeWindow week = new TimeWindow(at("2026-09-17T11:00:00Z"), at("2026-09-24T11:00:00Z"));
        for (Weekday day : Weekday.values()) {
            assertThat(days(day).everOpen(week, SHANGHAI)).as(day.name()).isTrue();
        }
        TimeWindow late = new TimeWindow(at("2026-09-17T02:00:00Z"), at("2026-09-17T03:00:00Z"));
        assertThat(hours(OFFICE).everOpen(late, SHANGHAI)).isTrue();
    }

    @Test
    void what_bounds_nothing_or_contradicts_itself_is_refused() {
        assertThatThrownBy(() -> new UsageBounds(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("bound nothing");
        assertThatThrownBy(() -> new DayHours(600, 600)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> rates(11, 10))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("11 an hour")
                .hasMessageContaining("10 a day");
        assertThat(rates(10, 10).rates()).isPresent();
        assertThatThrownBy(() -> days(Weekday.FRIDAY, Weekday.MONDAY)).isInstanceOf(MalformedException.class);
    }
}
