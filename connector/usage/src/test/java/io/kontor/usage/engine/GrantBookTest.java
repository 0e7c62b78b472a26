package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.ledger.ForwardingLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerUnavailableException;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.usage.contact.LedgerTasks;
import io.kontor.usage.contact.Threads;
import io.kontor.usage.grant.GrantBook;
import io.kontor.usage.grant.GrantEntry;
import io.kontor.usage.policy.GrantFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** LOG-9: what was written while a grant was read for the first time. */
class GrantBookTest {

    private final Scene scene = new Scene();
    private final LedgerTasks tasks = new LedgerTasks(Threads.own());
    private final Grant grant = scene.grant("R4", 1_000);
    private final AtomicInteger readings = new AtomicInteger();

    @AfterEach
    void strike() {
        tasks.close();
        scene.close();
    }

    @Test
    void another_record_does_not_make_the_view_outdated() {
        GrantBook book = book(List.of("claim/C-1"), 1);

        GrantEntry found = book.find(grant.grantId()).join().orElseThrow();

        assertThat(found.current()).isTrue();
        assertThat(readings).hasValue(1);
    }

    @Test
    void a_record_above_the_grant_is_read_again_before_the_view_is_used() {
        GrantBook book = book(List.of("claim/C-1", "city/F"), 2);

        GrantEntry found = book.find(grant.grantId()).join().orElseThrow();

        assertThat(found.current()).isTrue();
        assertThat(readings).hasValue(2);
    }

    @Test
    void a_view_that_cannot_be_read_again_is_not_used_and_says_so() {
        GrantBook book = book(List.of("city/F"), 1);

        CompletableFuture<?> found = book.find(grant.grantId());

        assertThat(found)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withRootCauseInstanceOf(LedgerUnavailableException.class);
        assertThat(book.known(grant.grantId()).orElseThrow().current()).isFalse();
    }

    /** More was written than is remembered: any record may be among it. */
    @Test
    void too_many_records_to_remember_count_as_a_change() {
        GrantBook book =
                book(IntStream.range(0, 5_000).mapToObj(i -> "claim/C-" + i).toList(), 2);

        GrantEntry found = book.find(grant.grantId()).join().orElseThrow();

        assertThat(found.current()).isTrue();
        assertThat(readings).hasValue(2);
    }

    /** A book on a ledger where these keys are written during the first reading, and that is gone after some readings. */
    private GrantBook book(List<String> written, int until) {
        CompletableFuture<GrantBook> made = new CompletableFuture<>();
        Ledger ledger = new ForwardingLedger(scene.ledger()) {
            @Override
            public JsonObject evaluate(String function, JsonObject argument) {
                if (!function.equals("grant:get")) {
                    return super.evaluate(function, argument);
                }
                int reading = readings.incrementAndGet();
                if (reading > until) {
                    readings.decrementAndGet();
                    throw new LedgerUnavailableException("Cannot run " + function + ": it is gone", null);
                }
                JsonObject read = super.evaluate(function, argument);
                if (reading == 1) {
                    made.join().changed(written);
                }
                return read;
            }
        };
        GrantBook book = new GrantBook(ledger, tasks, scene.clock, () -> true, new Deaf());
        made.complete(book);
        return book;
    }

    private static final class Deaf implements GrantBook.Listener {

        @Override
        public CompletionStage<Void> before(GrantFacts facts) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void free(String grantId, Map<Action, Long> free) {}

        @Override
        public void read(GrantEntry entry) {}
    }
}
