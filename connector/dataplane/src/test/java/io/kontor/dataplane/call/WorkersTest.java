package io.kontor.dataplane.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.dataplane.http.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** DPL-2. */
class WorkersTest {

    @Test
    void a_full_pool_is_busy_and_a_place_is_free_again_once_released_and_idle() {
        CountDownLatch gate = new CountDownLatch(1);
        try (Workers workers = new Workers(1, 1)) {
            Workers.Slot running = workers.acquire();
            Workers.Slot waiting = workers.acquire();
            var step = running.run(() -> {
                gate.await();
                return true;
            });

            assertThatThrownBy(workers::acquire)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("BUSY");
            running.release();
            assertThatThrownBy(workers::acquire).as("its step still runs").isInstanceOf(ProblemException.class);
            gate.countDown();

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> workers.busy() == 1);
            assertThat(step).isCompleted();
            waiting.release();
            waiting.release();
            assertThat(workers.busy()).isZero();
        }
    }
}
