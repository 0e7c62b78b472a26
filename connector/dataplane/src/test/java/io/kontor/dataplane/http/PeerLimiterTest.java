package io.kontor.dataplane.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** DPL-21. */
class PeerLimiterTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_peer_may_make_twice_its_rate_at_once_and_its_rate_afterwards() {
        PeerLimiter limiter = new PeerLimiter(5);
        for (int i = 0; i < 10; i++) {
            assertThat(limiter.tryTake("a", SECOND)).isTrue();
        }
        assertThat(limiter.tryTake("a", SECOND)).isFalse();
        assertThat(limiter.tryTake("b", SECOND)).isTrue();
        for (int i = 0; i < 5; i++) {
            assertThat(limiter.tryTake("a", 2 * SECOND)).isTrue();
        }
        assertThat(limiter.tryTake("a", 2 * SECOND)).isFalse();
    }
}
