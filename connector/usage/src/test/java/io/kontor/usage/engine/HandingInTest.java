package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kontor.client.consent.ConsentLedger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Allowance;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.ledger.Outage;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.ReleaseResult;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-1 when units change hands: LOG-8, LEASE-2, CLAIM-5 and UNIT-2 from the instances' side (architecture §3.8). */
class HandingInTest {

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();

    @AfterEach
    void strike() {
        scene.close();
    }

    private Allowance allowance(Grant grant) {
        Action action = grant.terms().actions().get(0).action();
        return new ReceiptLedger(scene.ledger()).allowance(grant.grantId(), action);
    }

    private static Drained drain(UsageEngine engine) {
        return engine.drain().toCompletableFuture().join();
    }

    private static RejectionCode code(CallResult result) {
        return result instanceof CallResult.Retry retry ? retry.code() : RejectionCode.UNKNOWN_FUNCTION;
    }

    @Test
    void a_drained_instance_gives_its_unused_units_back_and_serves_no_more() {
        Grant grant = scene.grant("R4", 100);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        for (int i = 0; i < 3; i++) {
            Buyer.release(buyer.call());
        }
        assertThat(allowance(grant).free()).isEqualTo(84);

        Drained drained = drain(engine);

        assertThat(drained.units()).isEqualTo(13);
        assertThat(drained.waiting()).isZero();
        assertThat(allowance(grant).free()).isEqualTo(97);
        assertThat(new ReceiptLedger(scene.ledger()).lease("L1", "1-1").used()).isEqualTo(3);
        assertThat(engine.state().serving()).isEqualTo("DRAINED");
        assertThat(code(buyer.call())).isEqualTo(RejectionCode.BUSY);
        assertThat(Buyer.open(engine, Buyer.draft(scene, engine, grant, scene.deal.user()))
                        .toString())
                .contains("BUSY");
        assertThat(drain(engine)).isEqualTo(drained);
    }

    @Test
    void what_one_instance_hands_in_another_one_uses_up_to_the_limit() {
        Grant grant = scene.grant("R4", 70);
        UsageEngine first = scene.serving(folder.resolve("1"), "L1", grant);
        UsageEngine second = scene.serving(folder.resolve("2"), "L2", grant);
        Buyer atFirst = scene.buyer(first, grant);
        Buyer atSecond = scene.buyer(second, grant);
        Buyer.release(atFirst.call());
        int served = 1;
        while (atSecond.callAndRelease(atSecond.body().build()).isPresent()) {
            served++;
        }
        assertThat(code(atSecond.call())).isEqualTo(RejectionCode.LEASED_ELSEWHERE);

        drain(first);
        while (atSecond.callAndRelease(atSecond.body().build()).isPresent()) {
            served++;
        }

        UsageEngineTest.assertDenied(atSecond.call(), RejectionCode.COUNT);
        assertThat(served).isEqualTo(70);
    }

    @Test
    void a_block_that_is_used_up_is_closed_by_itself_so_that_others_are_told_COUNT() {
        Grant grant = scene.grant("R4", 70);
        UsageEngine first = scene.serving(folder.resolve("1"), "L1", grant);
        Buyer atFirst = scene.buyer(first, grant);
        int served = 0;
        while (atFirst.callAndRelease(atFirst.body().build()).isPresent()) {
            served++;
        }
        assertThat(served).isEqualTo(70);
        Buyer atSecond = scene.buyer(scene.serving(folder.resolve("2"), "L2", grant), grant);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            first.anchor().toCompletableFuture().join();
            return atSecond.call() instanceof CallResult.Denied denied && denied.code() == RejectionCode.COUNT;
        });
    }

    @Test
    void units_that_lie_idle_go_back_and_are_not_used_here_any_more() {
        Grant grant = scene.grant("R4", 100);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        assertThat(reserved(buyer)).isTrue();
        assertThat(allowance(grant).free()).isEqualTo(84);
        scene.clock.advance(Duration.ofSeconds(61));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            engine.anchor().toCompletableFuture().join();
            return allowance(grant).free() == 99;
        });
        int used = 1;
        while (reserved(buyer)) {
            used++;
        }
        assertThat(used).isEqualTo(100);
    }

    /** A call that takes a unit and needs no signed head of the consumer. */
    private static boolean reserved(Buyer buyer) {
        return buyer.call() instanceof CallResult.Admitted admitted
                && admitted.permit().reserve().toCompletableFuture().join() instanceof ReleaseResult.Released;
    }

    @Test
    void a_call_that_is_running_when_the_instance_is_drained_keeps_its_unit() {
        Grant grant = scene.grant("R4", 100);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        CallResult running = buyer.call();
        var drained = engine.drain().toCompletableFuture();
        assertThat(drained).isNotDone();
        Buyer.release(running);
        assertThat(drained.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .units())
                .isEqualTo(15);
        assertThat(allowance(grant).free()).isEqualTo(99);
    }

    /** An engine whose second lease, taken ahead by the twelfth call of sixteen units, waits at the gate. */
    private UsageEngine leasingAhead(Grant grant, GatedLedger gated) {
        UsageEngine engine = scene.engine(scene.config(folder, "L1"), gated);
        Scene.activate(engine, grant);
        gated.pass(1);
        Buyer buyer = scene.buyer(engine, grant);
        for (int i = 0; i < 12; i++) {
            Buyer.release(buyer.call());
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> gated.waiting() == 1);
        return engine;
    }

    @Test
    void a_lease_under_way_is_waited_for_and_given_back_by_the_drained_instance() {
        Grant grant = scene.grant("R4", 1000);
        GatedLedger gated = new GatedLedger(scene.ledger(), "receipt:lease");
        UsageEngine engine = leasingAhead(grant, gated);
        var drained = engine.drain().toCompletableFuture();
        assertThat(drained).isNotDone();
        gated.open();
        Drained done =
                drained.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(done.blocks()).isEqualTo(2);
        assertThat(done.waiting()).isZero();
        assertThat(allowance(grant).free()).isEqualTo(1000 - 12);
    }

    @Test
    void a_lease_that_takes_longer_than_the_drained_instance_waits_is_given_back_when_it_comes() {
        Grant grant = scene.grant("R4", 1000);
        GatedLedger gated = new GatedLedger(scene.ledger(), "receipt:lease");
        UsageEngine engine = leasingAhead(grant, gated);
        var drained = engine.drain().toCompletableFuture();
        scene.clock.advance(Duration.ofSeconds(11));
        assertThat(drained.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .blocks())
                .isEqualTo(1);
        assertThat(allowance(grant).free()).isEqualTo(1000 - 12);
        gated.open();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> engine.state().ledgerTransactions().getOrDefault("receipt:lease", 0L) == 2);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            engine.anchor().toCompletableFuture().join();
            return allowance(grant).free() == 1000 - 12;
        });
        assertThat(new ReceiptLedger(scene.ledger()).lease("L1", "1-2").used()).isZero();
    }

    @Test
    void without_the_ledger_nothing_is_handed_in_and_a_later_request_does_it() {
        Grant grant = scene.grant("R4", 100);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer.release(scene.buyer(engine, grant).call());
        scene.network.during(Outage.UNAVAILABLE);
        assertThat(engine.drain().toCompletableFuture()).failsWithin(Duration.ofSeconds(20));
        scene.network.during(Outage.NONE);
        assertThat(allowance(grant).free()).isEqualTo(84);
        assertThat(drain(engine).waiting()).isZero();
        assertThat(allowance(grant).free()).isEqualTo(99);
    }

    @Test
    void a_consent_of_a_call_that_released_nothing_is_given_again_with_its_unit() {
        Grant grant = scene.grant("R1", 3);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        JsonObject consent = buyer.consent("patient-1");
        JsonObject body = buyer.bodyWithConsent(consent);
        CallResult.Admitted failing = (CallResult.Admitted) buyer.call(body);
        failing.permit().failed("the source is away").toCompletableFuture().join();
        UsageEngineTest.assertDenied(buyer.call(body), RejectionCode.CONSENT_CONSUMED);
        assertThat(allowance(grant).free()).isEqualTo(2);

        engine.anchor().toCompletableFuture().join();

        await().atMost(Duration.ofSeconds(20))
                .until(() -> new ConsentLedger(scene.ledger())
                                .consent(consent.string("consentId"))
                                .status()
                        == ConsentStatus.GIVEN);
        assertThat(allowance(grant).free()).isEqualTo(3);
        assertThat(Buyer.release(buyer.call(body)).receipt().totals().unitsEver())
                .isEqualTo(1);
    }

    @Test
    void a_consent_of_a_call_that_released_something_is_never_given_again() {
        Grant grant = scene.grant("R1", 3);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        JsonObject body = buyer.bodyWithConsent(buyer.consent("patient-1"));
        CallResult.Admitted cut = (CallResult.Admitted) buyer.call(body);
        cut.permit().reserve().toCompletableFuture().join();
        var digest = cut.permit().digest();
        digest.update(new byte[1], 0, 1);
        cut.permit()
                .aborted(
                        new io.kontor.model.receipt.Delivery(io.kontor.model.receipt.Delivery.Hit.NONE, 0, 0, 0, 1, 0),
                        digest)
                .toCompletableFuture()
                .join();
        engine.anchor().toCompletableFuture().join();
        scene.clock.advance(Duration.ofSeconds(6));
        await().during(Duration.ofSeconds(2))
                .until(() -> engine.state().ledgerTransactions().get("receipt:giveBack") == null);
        assertThat(allowance(grant).free()).isEqualTo(2);
    }
}
