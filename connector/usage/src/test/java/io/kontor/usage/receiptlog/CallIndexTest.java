package io.kontor.usage.receiptlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SES-7: which call ids an instance knows. */
class CallIndexTest {

    private static String callId(int number) {
        return "%032x".formatted(number);
    }

    @Test
    void knows_the_newest_leaf_of_each_call() {
        CallIndex index = new CallIndex(10_000);
        IntStream.range(0, 5_000).forEach(i -> index.put(callId(i), i));
        index.put(callId(7), 9_999);
        IntStream.range(0, 5_000).forEach(i -> assertThat(index.find(callId(i))).hasValue(i == 7 ? 9_999 : i));
        assertThat(index.find(callId(5_000))).isEmpty();
    }

    /** Ids that were noted a moment ago wait for others: they are known all the same, and the newest leaf counts. */
    @Test
    void knows_a_call_as_soon_as_it_is_noted() {
        CallIndex index = new CallIndex(1_000);
        for (int i = 0; i < 3_000; i++) {
            index.put(callId(i), i);
            index.put(callId(i), i + 1);
            assertThat(index.find(callId(i))).hasValue(i + 1);
            int earlier = Math.max(0, i - 700);
            assertThat(index.find(callId(earlier))).hasValue(earlier + 1);
        }
    }

    @Test
    void knows_many_calls_through_all_growth_and_a_change_of_generation() {
        CallIndex index = new CallIndex(1 << 16);
        int calls = 100_000;
        IntStream.range(0, calls).forEach(i -> index.put(callId(i * 31), i));
        IntStream.range(calls - (1 << 16), calls)
                .forEach(i -> assertThat(index.find(callId(i * 31))).hasValue(i));
        IntStream.range(0, calls)
                .forEach(i -> assertThat(index.find(callId(i * 31 + 1))).isEmpty());
    }

    @Test
    void forgets_the_oldest_generation_only() {
        CallIndex index = new CallIndex(100);
        IntStream.range(0, 1_000).forEach(i -> index.put(callId(i), i));
        IntStream.range(900, 1_000)
                .forEach(i -> assertThat(index.find(callId(i))).hasValue(i));
        assertThat(index.find(callId(0))).isEmpty();
    }

    @Test
    void memory_that_serves_again_holds_nothing_of_what_it_held() {
        CallIndex index = new CallIndex(1_000);
        for (int i = 0; i < 10_000; i++) {
            index.put(callId(i), i);
            if (i > 2_000 && i % 1_000 < 5) {
                int present = i;
                IntStream.range(0, i - 2_000 - CallIndex.WAITING)
                        .forEach(old -> assertThat(index.find(callId(old)))
                                .as(old + " at " + present)
                                .isEmpty());
            }
        }
    }
}
