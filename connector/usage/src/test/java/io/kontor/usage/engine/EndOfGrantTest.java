package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.grant.GrantLedger;
import io.kontor.client.member.MemberLedger;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.ledger.Outage;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.ReleaseResult;
import io.kontor.usage.content.KeyDestroyedException;
import io.kontor.usage.journal.FaultyFiles;
import io.kontor.usage.session.OpeningResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serving ends at once here and within two seconds on what the ledger says; keys go with the grant (JNL-10). */
class EndOfGrantTest {

    @TempDir
    private Path folder;

    private final Scene scene = new Scene();

    @AfterEach
    void strike() {
        scene.close();
    }

    private static RejectionCode code(CallResult result) {
        return result instanceof CallResult.Denied denied ? denied.code() : RejectionCode.BUSY;
    }

    private void awaitDenied(Buyer buyer, RejectionCode code) {
        await().atMost(Duration.ofSeconds(10)).until(() -> code(buyer.call()) == code);
    }

    @Test
    void a_call_in_flight_is_aborted_and_gives_nothing_out() {
        Grant grant = scene.grant("R4", 10);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        CallResult.Admitted inFlight = (CallResult.Admitted) buyer.call();

        engine.terminate(grant.grantId(), "the supplier ends it")
                .toCompletableFuture()
                .join();
        ReleaseResult result = inFlight.permit()
                .released(Buyer.hit(1), new Answer("text/plain", new byte[1]))
                .toCompletableFuture()
                .join();

        ReleaseResult.Withdrawn withdrawn = (ReleaseResult.Withdrawn) result;
        assertThat(withdrawn.code()).isEqualTo(RejectionCode.TERMINATED);
        assertThat(withdrawn.receipt().receipt().kind()).isEqualTo(LeafKind.ABORTED);
        assertThat(withdrawn.receipt().receipt().totals()).isEqualTo(UsageCounts.ZERO);
        UsageEngineTest.assertDenied(buyer.call(), RejectionCode.TERMINATED);
    }

    @Test
    void a_running_stream_is_told_once() {
        Grant grant = scene.grant("R4", 10);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        CallResult.Admitted stream =
                (CallResult.Admitted) scene.buyer(engine, grant).call();
        stream.permit().reserve().toCompletableFuture().join();
        AtomicInteger cuts = new AtomicInteger();
        stream.permit().onWithdrawn(cuts::incrementAndGet);
        assertThat(stream.permit().withdrawn()).isEmpty();

        engine.terminate(grant.grantId(), "the supplier ends it")
                .toCompletableFuture()
                .join();

        assertThat(cuts).hasValue(1);
        assertThat(stream.permit().withdrawn()).contains(RejectionCode.TERMINATED);
        stream.permit().onWithdrawn(cuts::incrementAndGet);
        assertThat(cuts).hasValue(2);
    }

    @Test
    void the_supplier_stops_a_grant_without_the_ledger_and_tells_it_later() {
        Grant grant = scene.grant("R4", 10);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        scene.network.during(Outage.UNAVAILABLE);

        Termination stopped = engine.terminate(grant.grantId(), "the supplier ends it")
                .toCompletableFuture()
                .join();

        assertThat(stopped.statement()).contains("content.G-R4");
        OpeningResult opening = Buyer.open(engine, Buyer.draft(scene, engine, grant, scene.deal.user()));
        assertThat(opening).isInstanceOf(OpeningResult.Refused.class);
        scene.network.during(Outage.NONE);
        await().until(() -> scene.onLedger(grant.grantId()).status() == GrantStatus.TERMINATED);
        await().until(() -> new GrantLedger(scene.ledger())
                .deletionTask(grant.grantId())
                .keysDestroyedDigest()
                .isPresent());
        assertThat(new GrantLedger(scene.ledger()).deletionTask(grant.grantId()).keysDestroyedDigest())
                .contains(stopped.statementDigest());
        UsageEngineTest.assertDenied(buyer.call(), RejectionCode.TERMINATED);
    }

    @Test
    void a_stop_without_the_ledger_survives_a_restart() {
        Grant grant = scene.grant("R4", 10);
        FaultyFiles disk = new FaultyFiles();
        UsageEngine engine = scene.engine(scene.config(folder, "L1"), disk);
        Scene.activate(engine, grant);
        scene.network.during(Outage.UNAVAILABLE);
        engine.terminate(grant.grantId(), "the supplier ends it")
                .toCompletableFuture()
                .join();
        FaultyFiles after = disk.afterKill();
        scene.network.during(Outage.NONE);

        UsageEngine next = scene.engine(scene.config(folder, "L1"), after);

        await().until(() -> scene.onLedger(grant.grantId()).status() == GrantStatus.TERMINATED);
        assertThat(next.activate(new GrantActivation(
                                grant.grantId(), grant.termsHash(), Scene.evidenceKey(grant.grantId())))
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(ActivationResult.Refused.class);
    }

    /** The journal alone says it: the ledger still takes the grant for a live one. */
    @Test
    void a_stop_that_the_ledger_has_not_heard_of_holds_after_a_restart() {
        Grant grant = scene.grant("R4", 10);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        scene.network.during(Outage.UNAVAILABLE);
        engine.terminate(grant.grantId(), "the supplier ends it")
                .toCompletableFuture()
                .join();
        engine.close();
        scene.network.during(Outage.NONE);
        GatedLedger ledger = new GatedLedger(scene.ledger(), "grant:terminate");

        UsageEngine next = scene.engine(scene.config(folder, "L1"), ledger);

        assertThat(next.activate(new GrantActivation(
                                grant.grantId(), grant.termsHash(), Scene.evidenceKey(grant.grantId())))
                        .toCompletableFuture()
                        .join())
                .isInstanceOfSatisfying(
                        ActivationResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RejectionCode.TERMINATED));
        assertThat(scene.onLedger(grant.grantId()).status()).isEqualTo(GrantStatus.ACTIVE);
        ledger.open();
        await().until(() -> scene.onLedger(grant.grantId()).status() == GrantStatus.TERMINATED);
    }

    @Test
    void what_the_ledger_says_ends_serving() {
        Grant grant = scene.grant("R4", 100);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        GrantLedger supplier = new GrantLedger(scene.deal.officer("F-H1"));
        supplier.suspend(grant.grantId(), "under review");
        awaitDenied(buyer, RejectionCode.SUSPENDED);
        supplier.resume(grant.grantId(), "reviewed");
        await().until(() -> buyer.call() instanceof CallResult.Admitted);
        supplier.terminate(grant.grantId(), "over");
        awaitDenied(buyer, RejectionCode.TERMINATED);
        await().until(() -> new GrantLedger(scene.ledger())
                .deletionTask(grant.grantId())
                .keysDestroyedDigest()
                .isPresent());
    }

    @Test
    void a_closed_authorisation_and_a_revoked_member_end_serving() {
        Grant grant = scene.grant("R4", 100);
        Buyer buyer = scene.buyer(scene.serving(folder, "L1", grant), grant);
        MemberLedger regulator = new MemberLedger(scene.deal.officer("Q-DATA"));
        regulator.setStatus("Q-INS", MemberStatus.SUSPENDED, "under review");
        awaitDenied(buyer, RejectionCode.NO_AUTHORISATION);
        regulator.setStatus("Q-INS", MemberStatus.ACTIVE, "reviewed");
        await().until(() -> buyer.call() instanceof CallResult.Admitted);
        new AuthorisationLedger(scene.deal.officer("F-DATA")).close(DemoRecords.AUTHORISATION, "over");
        awaitDenied(buyer, RejectionCode.NO_AUTHORISATION);
    }

    @Test
    void a_stream_is_told_when_the_ledger_ends_its_grant() {
        Grant grant = scene.grant("R4", 100);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        CallResult.Admitted stream =
                (CallResult.Admitted) scene.buyer(engine, grant).call();
        stream.permit().reserve().toCompletableFuture().join();
        AtomicInteger cuts = new AtomicInteger();
        stream.permit().onWithdrawn(cuts::incrementAndGet);
        new GrantLedger(scene.deal.officer("F-H1")).terminate(grant.grantId(), "over");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(cuts).hasValue(1));
    }

    @Test
    void what_was_sealed_under_a_content_key_cannot_be_opened_after_the_end() {
        Grant grant = scene.grant("R4", 10);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        byte[] sealed = engine.content(grant.grantId()).seal(new byte[] {1, 2, 3}, "pinned object");
        assertThat(engine.content(grant.grantId()).open(sealed, "pinned object"))
                .containsExactly(1, 2, 3);
        assertThatThrownBy(() -> engine.content(grant.grantId()).open(sealed, "another object"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder.resolve("keys/content.G-R4.key")).exists();

        engine.terminate(grant.grantId(), "over").toCompletableFuture().join();

        assertThat(folder.resolve("keys/content.G-R4.key")).doesNotExist();
        assertThatThrownBy(() -> engine.content(grant.grantId()).open(sealed, "pinned object"))
                .isInstanceOf(KeyDestroyedException.class);
        assertThatThrownBy(() -> engine.content(grant.grantId()).seal(new byte[1], "new"))
                .isInstanceOf(KeyDestroyedException.class);
    }
}
