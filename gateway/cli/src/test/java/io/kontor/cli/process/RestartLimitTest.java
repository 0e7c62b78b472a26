package io.kontor.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RestartLimitTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final RestartLimit limit = new RestartLimit(now::get);

    @Test
    void allows_three_restarts_in_five_minutes_and_no_fourth() {
        assertThat(limit.allow()).isTrue();
        assertThat(limit.allow()).isTrue();
        assertThat(limit.allow()).isTrue();
        assertThat(limit.allow()).isFalse();
    }

    @Test
    void allows_another_restart_once_the_first_is_five_minutes_ago() {
        limit.allow();
        now.set(Instant.EPOCH.plusSeconds(10));
        limit.allow();
        limit.allow();
        now.set(Instant.EPOCH.plus(RestartLimit.WINDOW));

        assertThat(limit.allow()).isTrue();
        assertThat(limit.allow()).isFalse();
    }
}
