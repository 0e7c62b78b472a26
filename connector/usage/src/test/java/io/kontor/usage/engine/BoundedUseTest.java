package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.RateLimit;
import io.kontor.model.grant.RatePeriod;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.Permit;
import io.kontor.usage.call.ReleaseResult;
import io.kontor.usage.call.ResultDigest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** POL-14: rates, bytes and records are counted from durable receipts, over restarts and instances, and never exceeded; SES-4. */
class BoundedUseTest {

    private static final int ANSWER_BYTES = 100;

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    @AfterEach
    void strike() {
        threads.shutdownNow();
        scene.close();
    }

    private static UsageBounds rates(RateLimit... rates) {
        return new UsageBounds(
                Optional.empty(), Optional.empty(), Optional.of(List.of(rates)), Optional.empty(), Optional.empty());
    }

    private static RateLimit hourly(long limit) {
        return new RateLimit(RatePeriod.HOUR, limit);
    }

    private static UsageBounds bytes(long most) {
        return new UsageBounds(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(most), Optional.empty());
    }

    /** A grant of the price list R4 by one action without duties. */
    private Grant grant(Action action, long limit, UsageBounds bounds) {
        GrantTerms terms = scene.deal.terms(DemoRecords.resources().stream()
                .filter(resource -> resource.resourceId().equals("R4"))
                .findFirst()
                .orElseThrow());
        return scene.grant(
                "G-R4",
                new GrantTerms(
                        terms.resourceId(),
                        terms.scenarioId(),
                        List.of(new ActionTerms(action, limit)),
                        terms.users(),
                        terms.applications(),
                        terms.window(),
                        terms.fields(),
                        List.of(),
                        terms.prohibitions(),
                        terms.consent(),
                        terms.viewing(),
                        Optional.of(bounds)));
    }

    private Buyer buyer(String logId, Grant grant) {
        return scene.buyer(scene.serving(folder.resolve(logId), logId, grant), grant);
    }

    /** A session with the same log later: the instance was not running in between. */
    private Buyer after(Duration time, UsageEngine engine, Grant grant) {
        engine.close();
        scene.clock.advance(time);
        return scene.buyer(scene.serving(folder, "L1", grant), grant);
    }

    private static Optional<RejectionCode> refusal(CallResult result) {
        return result instanceof CallResult.Denied denied ? Optional.of(denied.code()) : Optional.empty();
    }

    private static Permit permit(CallResult result) {
        assertThat(result).isInstanceOf(CallResult.Admitted.class);
        return ((CallResult.Admitted) result).permit();
    }

    private static ReleaseResult release(Permit permit, Delivery delivery) {
        return permit.released(delivery, new Answer("text/plain", new byte[(int) delivery.bytes()]))
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static Delivery hit(long records, int bytes) {
        return new Delivery(Delivery.Hit.HIT, 1, records, records, bytes, 0);
    }

    private static Optional<RejectionCode> withdrawn(ReleaseResult result) {
        return result instanceof ReleaseResult.Withdrawn withdrawn ? Optional.of(withdrawn.code()) : Optional.empty();
    }

    @Test
    void a_rate_holds_until_the_hour_is_over_and_also_after_a_restart() {
        Grant grant = grant(Action.DOWNLOAD, 10, rates(hourly(2)));
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        Buyer.release(buyer.call());
        Buyer.release(buyer.call());
        assertThat(refusal(buyer.call())).contains(RejectionCode.RATE);
        engine.close();
        UsageEngine restarted = scene.serving(folder, "L1", grant);
        assertThat(refusal(scene.buyer(restarted, grant).call())).contains(RejectionCode.RATE);
        Buyer nextHour = after(Duration.ofHours(1), restarted, grant);
        Buyer.release(nextHour.call());
        Buyer.release(nextHour.call());
        assertThat(refusal(nextHour.call())).contains(RejectionCode.RATE);
    }

    @Test
    void an_hour_and_a_day_are_counted_in_the_citys_zone() {
        Grant grant = grant(Action.DOWNLOAD, 100, rates(hourly(2), new RateLimit(RatePeriod.DAY, 3)));
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer morning = scene.buyer(engine, grant);
        Buyer.release(morning.call());
        Buyer.release(morning.call());
        assertThat(refusal(morning.call())).contains(RejectionCode.RATE);
        Buyer late = after(Duration.ofHours(13).plusMinutes(59), engine, grant);
        Buyer.release(late.call());
        assertThat(refusal(late.call())).contains(RejectionCode.RATE);
        Buyer tomorrow = after(Duration.ofMinutes(2), late.engine(), grant);
        Buyer.release(tomorrow.call());
        Buyer.release(tomorrow.call());
        assertThat(refusal(tomorrow.call())).contains(RejectionCode.RATE);
    }

    @Test
    void concurrent_calls_release_exactly_the_rate() {
        Grant grant = grant(Action.DOWNLOAD, 1_000, rates(hourly(7)));
        Buyer buyer = buyer("L1", grant);
        List<CompletableFuture<Boolean>> all = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> buyer.callAndRelease(buyer.body().build()).isPresent(), threads))
                .toList();
        assertThat(all.stream()
                        .map(CompletableFuture::join)
                        .filter(released -> released)
                        .count())
                .isEqualTo(7);
    }

    @Test
    void a_call_that_releases_nothing_leaves_its_place_to_another() {
        Buyer buyer = buyer("L1", grant(Action.DOWNLOAD, 10, rates(hourly(1))));
        Permit failing = permit(buyer.call());
        assertThat(refusal(buyer.call())).contains(RejectionCode.RATE);
        failing.failed("the source is away").toCompletableFuture().join();
        Buyer.release(buyer.call());
        assertThat(refusal(buyer.call())).contains(RejectionCode.RATE);
    }

    @Test
    void instances_share_a_rate_and_stay_below_it_together() {
        Grant grant = grant(Action.DOWNLOAD, 1_000, rates(hourly(5)));
        int released = 0;
        for (String logId : List.of("L1", "L2")) {
            UsageEngineConfig config = scene.config(folder.resolve(logId), logId)
                    .withLimits(new UsageEngineConfig.Limits(2, 64, 512, 4096, 2 << 20));
            UsageEngine engine = scene.engine(config);
            Scene.activate(engine, grant);
            Buyer buyer = scene.buyer(engine, grant);
            for (int i = 0; i < 5; i++) {
                released += buyer.callAndRelease(buyer.body().build()).isPresent() ? 1 : 0;
            }
        }
        assertThat(released).isEqualTo(4);
    }

    @Test
    void more_logs_than_instances_serve_no_grant_whose_bounds_they_would_share() {
        Grant grant = grant(Action.DOWNLOAD, 1_000, rates(hourly(900)));
        UsageEngine first = scene.serving(folder.resolve("L1"), "L1", grant);
        Buyer buyer = scene.buyer(first, grant);
        Buyer.release(buyer.call());
        UsageEngine second = scene.engine(folder.resolve("L2"), "L2");

        ActivationResult refused = second.activate(
                        new GrantActivation(grant.grantId(), grant.termsHash(), Scene.evidenceKey(grant.grantId())))
                .toCompletableFuture()
                .join();

        assertThat(refused).isInstanceOfSatisfying(ActivationResult.Refused.class, no -> {
            assertThat(no.code()).isEqualTo(RejectionCode.NO_AGREEMENT);
            assertThat(no.detail()).contains("2 logs of member F-H1").endsWith("'instances' is 1");
        });
        await().atMost(Duration.ofSeconds(10))
                .until(() -> refusal(buyer.call()).equals(Optional.of(RejectionCode.NO_AGREEMENT)));
        new ReceiptLedger(scene.deal.officer("F-H1")).writeOff("L2", "never came back");
        await().atMost(Duration.ofSeconds(10)).until(() -> refusal(buyer.call()).isEmpty());
    }

    @Test
    void bytes_are_counted_at_release_and_a_release_above_them_gives_its_unit_back() {
        Grant grant = grant(Action.PROCESS, 10, bytes(250));
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        for (int i = 0; i < 2; i++) {
            assertThat(release(permit(buyer.call()), hit(1, ANSWER_BYTES))).isInstanceOf(ReleaseResult.Released.class);
        }
        ReleaseResult third = release(permit(buyer.call()), hit(1, ANSWER_BYTES));
        assertThat(withdrawn(third)).contains(RejectionCode.VOLUME);
        assertThat(((ReleaseResult.Withdrawn) third).receipt().receipt().kind()).isEqualTo(LeafKind.ABORTED);
        assertThat(((ReleaseResult.Withdrawn) third)
                        .receipt()
                        .receipt()
                        .totals()
                        .unitsEver())
                .isEqualTo(2);
        assertThat(release(permit(buyer.call()), hit(1, 50))).isInstanceOf(ReleaseResult.Released.class);
        assertThat(refusal(buyer.call())).contains(RejectionCode.VOLUME);
        engine.close();
        Buyer again = scene.buyer(scene.serving(folder, "L1", grant), grant);
        assertThat(refusal(again.call())).contains(RejectionCode.VOLUME);
    }

    @Test
    void records_are_counted_at_release() {
        UsageBounds bounds = new UsageBounds(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(10L));
        Buyer buyer = buyer("L1", grant(Action.PROCESS, 10, bounds));
        assertThat(release(permit(buyer.call()), hit(8, 1))).isInstanceOf(ReleaseResult.Released.class);
        assertThat(withdrawn(release(permit(buyer.call()), hit(3, 1)))).contains(RejectionCode.VOLUME);
        assertThat(release(permit(buyer.call()), hit(2, 1))).isInstanceOf(ReleaseResult.Released.class);
        assertThat(refusal(buyer.call())).contains(RejectionCode.VOLUME);
    }

    @Test
    void a_stream_holds_its_bytes_and_one_that_never_ended_keeps_them() {
        Grant grant = grant(Action.DOWNLOAD, 10, bytes(250));
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        Permit first = permit(buyer.call());
        assertThat(first.reserve(150).toCompletableFuture().join()).isInstanceOf(ReleaseResult.Released.class);
        assertThat(withdrawn(
                        permit(buyer.call()).reserve(101).toCompletableFuture().join()))
                .contains(RejectionCode.VOLUME);
        assertThat(withdrawn(
                        permit(buyer.call()).reserve().toCompletableFuture().join()))
                .contains(RejectionCode.VOLUME);
        ResultDigest digest = first.digest();
        digest.update(new byte[90], 0, 90);
        first.finished(hit(1, 90), digest).toCompletableFuture().join();
        Permit second = permit(buyer.call());
        assertThat(second.reserve(160).toCompletableFuture().join()).isInstanceOf(ReleaseResult.Released.class);
        engine.close();
        Buyer again = scene.buyer(scene.serving(folder, "L1", grant), grant);
        assertThat(refusal(again.call())).contains(RejectionCode.VOLUME);
    }

    @Test
    void rate_and_volume_come_before_count() {
        Grant grant = grant(
                Action.PROCESS,
                1,
                new UsageBounds(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of(hourly(1))),
                        Optional.of(100L),
                        Optional.empty()));
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        assertThat(release(permit(buyer.call()), hit(1, ANSWER_BYTES))).isInstanceOf(ReleaseResult.Released.class);
        assertThat(refusal(buyer.call())).contains(RejectionCode.RATE);
        assertThat(refusal(after(Duration.ofHours(1), engine, grant).call())).contains(RejectionCode.VOLUME);
    }
}
