package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.ledger.Outage;
import io.kontor.usage.call.CallResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-1 and INV-9: units and consents over threads, instances and lost answers (architecture §3.8). */
class AllowanceTest {

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void strike() {
        threads.shutdownNow();
        scene.close();
    }

    private Allowance allowance(Grant grant) {
        Action action = grant.terms().actions().get(0).action();
        return new ReceiptLedger(scene.ledger()).allowance(grant.grantId(), action);
    }

    private int releasedBy(List<Buyer> buyers, int calls) {
        AtomicInteger released = new AtomicInteger();
        List<CompletableFuture<Void>> all = IntStream.range(0, calls)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            Buyer buyer = buyers.get(i % buyers.size());
                            buyer.callAndRelease(buyer.body().build()).ifPresent(done -> released.incrementAndGet());
                        },
                        threads))
                .toList();
        all.forEach(CompletableFuture::join);
        return released.get();
    }

    @Test
    void many_threads_on_an_allowance_of_three_release_exactly_three() {
        Grant grant = scene.grant("R4", 3);
        Buyer buyer = scene.buyer(scene.serving(folder, "L1", grant), grant);
        assertThat(releasedBy(List.of(buyer), 40)).isEqualTo(3);
        assertThat(allowance(grant).leasedTotal()).isEqualTo(3);
    }

    @Test
    void two_instances_on_one_small_allowance_release_exactly_its_limit() {
        Grant grant = scene.grant("R4", 25);
        Buyer first = scene.buyer(scene.serving(folder.resolve("1"), "L1", grant), grant);
        Buyer second = scene.buyer(scene.serving(folder.resolve("2"), "L2", grant), grant);
        assertThat(releasedBy(List.of(first, second), 60)).isEqualTo(25);
    }

    @Test
    void two_instances_lease_blocks_of_a_large_allowance_and_never_exceed_it() {
        Grant grant = scene.grant("R4", 200);
        UsageEngine one = scene.serving(folder.resolve("1"), "L1", grant);
        Buyer first = scene.buyer(one, grant);
        Buyer second = scene.buyer(scene.serving(folder.resolve("2"), "L2", grant), grant);
        int released = releasedBy(List.of(first, second), 260);
        assertThat(released).isLessThanOrEqualTo(200).isGreaterThan(100);
        assertThat(allowance(grant).leasedTotal()).isLessThanOrEqualTo(200);
        assertThat(one.state().ledgerTransactions().get("receipt:lease")).isBetween(1L, 10L);
    }

    @Test
    void one_consent_serves_one_call_over_two_instances() {
        Grant grant = scene.grant("R1", 1_000);
        Buyer first = scene.buyer(scene.serving(folder.resolve("1"), "L1", grant), grant);
        Buyer second = scene.buyer(scene.serving(folder.resolve("2"), "L2", grant), grant);
        for (int round = 0; round < 5; round++) {
            JsonObject body = first.bodyWithConsent(first.consent("patient-" + round));
            List<CompletableFuture<Boolean>> all = List.of(first, second, first, second).stream()
                    .map(buyer -> CompletableFuture.supplyAsync(
                            () -> buyer.callAndRelease(body).isPresent(), threads))
                    .toList();
            assertThat(all.stream()
                            .map(CompletableFuture::join)
                            .filter(done -> done)
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void consents_of_concurrent_calls_share_one_transaction() {
        Grant grant = scene.grant("R1", 1_000);
        GatedLedger ledger = new GatedLedger(scene.ledger(), "receipt:claim");
        UsageEngine engine = scene.engine(scene.config(folder, "L1"), ledger);
        Scene.activate(engine, grant);
        Buyer buyer = scene.buyer(engine, grant);
        List<JsonObject> bodies = IntStream.range(0, 30)
                .mapToObj(i -> buyer.bodyWithConsent(buyer.consent("patient-" + i)))
                .toList();
        ExecutorService callers = Executors.newFixedThreadPool(30);
        List<CompletableFuture<Boolean>> all = bodies.stream()
                .map(body -> CompletableFuture.supplyAsync(
                        () -> buyer.callAndRelease(body).isPresent(), callers))
                .toList();
        await().until(() -> engine.state().inFlight() == 30 && ledger.waiting() == 1);
        ledger.open();
        assertThat(all.stream().map(CompletableFuture::join)).containsOnly(true);
        callers.shutdown();
        assertThat(ledger.submitted("receipt:claim")).isLessThanOrEqualTo(3);
    }

    @Test
    void a_claim_whose_outcome_was_lost_takes_one_unit() {
        Grant grant = scene.grant("R4", 2);
        Buyer buyer = scene.buyer(scene.serving(folder, "L1", grant), grant);
        for (Outage outage : List.of(Outage.UNKNOWN_COMMITTED, Outage.UNKNOWN_LOST)) {
            scene.network.once(outage);
            Buyer.release(buyer.call());
        }
        assertThat(allowance(grant).leasedTotal()).isEqualTo(2);
        UsageEngineTest.assertDenied(buyer.call(), RejectionCode.COUNT);
    }

    @Test
    void a_call_that_met_an_outage_may_come_again_under_its_id_and_uses_one_unit() {
        Grant grant = scene.grant("R1", 1_000);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        JsonObject body = buyer.bodyWithConsent(buyer.consent("patient-1"));
        String callId = Buyer.callId();
        Buyer.release(buyer.call(buyer.bodyWithConsent(buyer.consent("patient-0"))));
        scene.network.during(Outage.UNKNOWN_COMMITTED);
        CallResult lost = buyer.send(buyer.envelope(callId, body));
        assertThat(((CallResult.Retry) lost).code()).isEqualTo(RejectionCode.STALE);
        scene.network.during(Outage.NONE);
        assertThat(Buyer.release(buyer.send(buyer.envelope(callId, body)))
                        .receipt()
                        .totals()
                        .unitsEver())
                .isEqualTo(2);
    }

    @Test
    void unused_units_of_refused_claims_stay_in_hand() {
        Grant grant = scene.grant("R1", 1_000);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        JsonObject used = buyer.bodyWithConsent(buyer.consent("patient-1"));
        Buyer.release(buyer.call(used));
        long left = engine.state().grants().get(0).left();
        List<CallResult> refused = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            refused.add(buyer.call(used));
        }
        refused.forEach(result -> UsageEngineTest.assertDenied(result, RejectionCode.CONSENT_CONSUMED));
        assertThat(engine.state().grants().get(0).left()).isEqualTo(left);
    }
}
