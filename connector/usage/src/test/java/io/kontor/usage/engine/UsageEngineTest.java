package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.testkit.fixtures.NamedCredential;
import io.kontor.usage.call.Authentication;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.receiptlog.LocatedReceipt;
import io.kontor.usage.session.FetchEnvelope;
import io.kontor.usage.session.OpeningResult;
import io.kontor.usage.session.Strangers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One instance on the real contract: decisions, receipts, units, consents, anchors (SES-1 to SES-4, SES-7, SES-9, RCP-3 to RCP-6). */
class UsageEngineTest {

    @TempDir
    private Path folder;

    private Scene scene;

    @BeforeEach
    void stage() {
        scene = new Scene();
    }

    @AfterEach
    void strike() {
        scene.close();
    }

    @Test
    void a_released_call_is_one_receipt_with_its_running_totals() {
        Grant grant = scene.grant("R4", 2);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);

        IssuedReceipt receipt = buyer.callAndRelease(buyer.body().build()).orElseThrow();

        assertThat(receipt.receipt().kind()).isEqualTo(LeafKind.RELEASED);
        assertThat(receipt.receipt().totals()).isEqualTo(new UsageCounts(1, 1, 1, 24, 6, 0));
        assertThat(receipt.unitsLeft()).isEqualTo(1);
        assertThat(engine.log()
                        .leaves(receipt.receipt().index(), 1)
                        .get(0)
                        .leaf()
                        .orElseThrow())
                .isEqualTo(receipt.leaf());
    }

    @Test
    void the_unit_after_the_last_one_is_refused_with_COUNT_and_a_receipt() {
        Grant grant = scene.grant("R4", 2);
        Buyer buyer = scene.buyer(scene.serving(folder, "L1", grant), grant);
        Buyer.release(buyer.call());
        Buyer.release(buyer.call());

        CallResult third = buyer.call();

        assertDenied(third, RejectionCode.COUNT);
        CallReceipt receipt = ((CallResult.Denied) third).receipt().receipt();
        assertThat(receipt.totals()).isEqualTo(new UsageCounts(2, 2, 2, 48, 12, 1));
        assertThat(receipt.delivery().usage()).isZero();
    }

    @Test
    void a_failed_call_gives_its_unit_back_and_is_not_counted() {
        Grant grant = scene.grant("R4", 1);
        Buyer buyer = scene.buyer(scene.serving(folder, "L1", grant), grant);
        CallResult.Admitted admitted = (CallResult.Admitted) buyer.call();

        IssuedReceipt failed = admitted.permit()
                .failed("the source is away")
                .toCompletableFuture()
                .join();

        assertThat(failed.receipt().kind()).isEqualTo(LeafKind.FAILED);
        assertThat(failed.receipt().totals()).isEqualTo(UsageCounts.ZERO);
        Buyer.release(buyer.call());
        assertDenied(buyer.call(), RejectionCode.COUNT);
    }

    @Test
    void an_aborted_reservation_is_used_only_when_bytes_had_left() {
        Grant grant = scene.grant("R4", 2);
        Buyer buyer = scene.buyer(scene.serving(folder, "L1", grant), grant);

        CallResult.Admitted nothing = (CallResult.Admitted) buyer.call();
        nothing.permit().reserve().toCompletableFuture().join();
        IssuedReceipt empty = nothing.permit()
                .aborted(Buyer.hit(0), nothing.permit().digest())
                .toCompletableFuture()
                .join();
        assertThat(empty.receipt().totals().unitsEver()).isZero();

        CallResult.Admitted some = (CallResult.Admitted) buyer.call();
        some.permit().reserve().toCompletableFuture().join();
        var digest = some.permit().digest();
        digest.update(new byte[10], 0, 10);
        IssuedReceipt partial = some.permit()
                .aborted(Buyer.hit(10), digest)
                .toCompletableFuture()
                .join();
        assertThat(partial.receipt().totals()).isEqualTo(new UsageCounts(1, 0, 0, 0, 0, 0));
    }

    @Test
    void reasons_are_given_in_the_order_of_the_codes() {
        Grant grant = scene.grant("R4", 5);
        Buyer buyer = scene.buyer(scene.serving(folder, "L1", grant), grant);
        String nobody = "00".repeat(32);
        Map<RejectionCode, Map<String, String>> wrong = Map.of(
                RejectionCode.NO_AGREEMENT, Map.of("grantId", "G-X", "action", "VIEW"),
                RejectionCode.ACTION, Map.of("action", "VIEW", "user", nobody),
                RejectionCode.USER, Map.of("user", nobody, "application", nobody),
                RejectionCode.APP, Map.of("application", nobody, "purpose", "SC-X"),
                RejectionCode.PURPOSE, Map.of("purpose", "SC-X"));
        wrong.forEach((code, fields) -> assertDenied(buyer.call(buyer.bodyWith(fields)), code));
    }

    @Test
    void a_sensitive_resource_refuses_download_with_MODE() {
        Grant grant = scene.grant("R1", 5);
        Buyer buyer = scene.buyer(scene.serving(folder, "L1", grant), grant);
        assertDenied(buyer.call(buyer.bodyWith(Map.of("action", "DOWNLOAD"))), RejectionCode.MODE);
    }

    @Test
    void a_consent_is_claimed_before_release_and_serves_once() {
        Grant grant = scene.grant("R1", 1_000);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        JsonObject consent = buyer.consent("patient-1");

        assertDenied(buyer.call(), RejectionCode.CONSENT_MISSING);
        assertDenied(
                buyer.call(buyer.body()
                        .put("subject", "patient-2")
                        .put("consent", consent)
                        .build()),
                RejectionCode.CONSENT_MISMATCH);
        IssuedReceipt receipt = Buyer.release(buyer.call(buyer.bodyWithConsent(consent)));
        assertDenied(buyer.call(buyer.bodyWithConsent(consent)), RejectionCode.CONSENT_CONSUMED);

        assertThat(receipt.receipt().consent()).isPresent();
        assertThat(receipt.receipt().totals().unitsEver()).isEqualTo(1);
    }

    @Test
    void COUNT_comes_before_the_consent_which_stays_given() {
        Grant grant = scene.grant("R3", 1);
        Buyer buyer = scene.buyer(scene.serving(folder, "L1", grant), grant);
        Buyer.release(buyer.call(buyer.bodyWithConsent(buyer.consent("patient-1"))));
        JsonObject unused = buyer.consent("patient-1");

        assertDenied(buyer.call(buyer.bodyWithConsent(unused)), RejectionCode.COUNT);
        assertDenied(buyer.call(), RejectionCode.COUNT);

        assertThat(scene.record("consent/" + unused.string("consentId"))).contains("\"GIVEN\"");
    }

    @Test
    void a_warm_call_without_consent_adds_no_ledger_transaction() {
        Grant grant = scene.grant("R4", 1_000);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        Buyer.release(buyer.call());
        long before = scene.network.blockCount();

        for (int i = 0; i < 10; i++) {
            Buyer.release(buyer.call());
        }

        assertThat(scene.network.blockCount()).isEqualTo(before);
    }

    @Test
    void the_same_call_id_gets_the_same_bytes_three_times_and_is_counted_once() {
        Grant grant = scene.grant("R4", 5);
        Buyer buyer = scene.buyer(scene.serving(folder, "L1", grant), grant);
        String callId = Buyer.callId();
        JsonObject body = buyer.body().build();
        IssuedReceipt first = Buyer.release(buyer.send(buyer.envelope(callId, body)));

        for (int i = 0; i < 3; i++) {
            CallResult again = buyer.send(buyer.envelope(callId, body));
            assertThat(again).isInstanceOf(CallResult.Replay.class);
            CallResult.Replay replay = (CallResult.Replay) again;
            assertThat(new String(replay.answer().bytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("result");
            assertThat(replay.receipt().leaf()).isEqualTo(first.leaf());
        }
        CallResult fifth = buyer.send(buyer.envelope(callId, body));
        assertThat(fifth).isInstanceOf(CallResult.Repeated.class);
        assertThat(((CallResult.Repeated) fifth).code()).isEqualTo(RejectionCode.ALREADY_RELEASED);
        CallResult other =
                buyer.send(buyer.envelope(callId, buyer.body().put("page", 2).build()));
        assertThat(((CallResult.Repeated) other).code()).isEqualTo(RejectionCode.ALREADY_EXISTS_DIFFERENT);
        assertThat(Buyer.release(buyer.call()).receipt().totals().calls()).isEqualTo(2);
    }

    @Test
    void a_forged_MAC_and_a_reused_sequence_number_are_strangers_without_a_receipt() {
        Grant grant = scene.grant("R4", 5);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        long size = engine.state().treeSize();
        CallEnvelope good = buyer.envelope(Buyer.callId(), buyer.body().build());
        CallEnvelope forged =
                new CallEnvelope(good.session(), good.sequence(), good.callId(), good.received(), "AAAA", good.body());
        CallEnvelope moved = new CallEnvelope(
                good.session(), good.sequence() + 1, good.callId(), good.received(), good.mac(), good.body());
        for (CallEnvelope bad : List.of(forged, moved)) {
            Authentication result = engine.authenticate(bad);
            assertThat(((Authentication.Rejected) result).code()).isEqualTo(RejectionCode.NOT_AUTHENTICATED);
        }
        assertThat(engine.state().strangers()).isEqualTo(2);
        assertThat(engine.state().strangersByReason()).containsExactly(Map.entry("mac", new Strangers.Count(2, 0)));
        scene.clock.advance(Duration.ofSeconds(1));
        assertThat(engine.state().strangersByReason()).containsEntry("mac", new Strangers.Count(2, 2));
        assertThat(engine.state().treeSize()).isEqualTo(size);
        assertThat(engine.authenticate(good)).isInstanceOf(Authentication.Accepted.class);
    }

    @Test
    void an_unnamed_user_and_a_borrowed_name_are_refused_with_USER_and_a_leaf() {
        Grant grant = scene.grant("R4", 5);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        NamedCredential stranger = NamedCredential.create("claims02");
        NamedCredential borrowed =
                new NamedCredential(scene.deal.user().name(), scene.deal.user().salt(), Scene.SUITE.newSigningKey());
        for (NamedCredential user : List.of(stranger, borrowed)) {
            OpeningResult result = Buyer.open(engine, Buyer.draft(scene, engine, grant, user));
            assertThat(((OpeningResult.Refused) result).code()).isEqualTo(RejectionCode.USER);
            assertThat(((OpeningResult.Refused) result).leaf()).isNotEmpty();
        }
    }

    @Test
    void an_opening_is_accepted_once_and_only_under_the_members_key() {
        Grant grant = scene.grant("R4", 5);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        var draft = Buyer.draft(scene, engine, grant, scene.deal.user());
        assertThat(Buyer.open(engine, draft)).isInstanceOf(OpeningResult.Opened.class);
        OpeningResult again = Buyer.open(engine, draft);
        assertThat(((OpeningResult.Refused) again).code()).isEqualTo(RejectionCode.NOT_AUTHENTICATED);
        assertThat(((OpeningResult.Refused) again).leaf()).isEmpty();
    }

    @Test
    void a_request_that_is_no_call_takes_no_sequence_number_and_needs_its_own_MAC() {
        // SES-11
        Grant grant = scene.grant("R4", 5);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        FetchEnvelope fetch = buyer.session().fetch("GET", "/v1/sessions/x/receipts/1", new byte[0]);
        assertThat(engine.authenticate(fetch))
                .hasValueSatisfying(view -> assertThat(view.userName()).isEqualTo("claims01"));
        FetchEnvelope moved =
                new FetchEnvelope(fetch.session(), "GET", "/v1/sessions/x/receipts/2", fetch.mac(), fetch.body());
        assertThat(engine.authenticate(moved)).isEmpty();
        assertThat(buyer.envelope(Buyer.callId(), buyer.body().build()).sequence())
                .isEqualTo(1);
    }

    @Test
    void an_anchored_receipt_is_proven_under_the_head_on_the_ledger() {
        Grant grant = scene.grant("R4", 5);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        CallEnvelope envelope = buyer.envelope(Buyer.callId(), buyer.body().build());
        Buyer.release(buyer.send(envelope));
        engine.anchor().toCompletableFuture().join();
        Buyer.release(buyer.call());
        LogHead anchored = engine.anchor().toCompletableFuture().join();

        LogHead onLedger = new ReceiptLedger(scene.ledger()).head("L1");
        assertThat(onLedger).isEqualTo(anchored);
        assertThat(onLedger.head().treeSize()).isEqualTo(3);
        LocatedReceipt located =
                engine.receipt(envelope.session(), envelope.sequence()).orElseThrow();
        TreeHead head = new TreeHead(onLedger.head().treeSize(), onLedger.head().rootHash());
        assertThat(new MerkleVerifier(HashFunction.sha256())
                        .includes(located.leaf().hash(), located.proof().orElseThrow(), head))
                .isTrue();
        assertThat(scene.record("total/L1/G-R4/DOWNLOAD/1")).contains("\"calls\":2");
    }

    @Test
    void nothing_is_anchored_when_nothing_was_added() {
        Grant grant = scene.grant("R4", 5);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        engine.anchor().toCompletableFuture().join();
        assertThat(engine.state().anchoredSize()).isEqualTo(engine.state().treeSize());
    }

    @Test
    void a_second_resolution_of_a_permit_is_refused() {
        Grant grant = scene.grant("R4", 5);
        Buyer buyer = scene.buyer(scene.serving(folder, "L1", grant), grant);
        CallResult.Admitted admitted = (CallResult.Admitted) buyer.call();
        Buyer.release(admitted);
        assertThatThrownBy(() -> admitted.permit().failed("late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_small_limit_is_claimed_call_by_call_and_a_large_one_in_blocks() {
        Grant small = scene.grant("R4", 10);
        UsageEngine engine = scene.serving(folder, "L1", small);
        Buyer buyer = scene.buyer(engine, small);
        Buyer.release(buyer.call());
        Buyer.release(buyer.call());
        assertThat(engine.state().ledgerTransactions()).containsEntry("receipt:claim", 2L);
        assertThat(new ReceiptLedger(scene.ledger())
                        .allowance("G-R4", Action.DOWNLOAD)
                        .leasedTotal())
                .isEqualTo(2);
    }

    /** Architecture §4.8: refusals are receipts, at most 100 a second and grant. */
    @Test
    void a_flood_of_refused_calls_and_openings_leaves_a_hundred_receipts_a_second() {
        Grant grant = scene.grant("R4", 10);
        UsageEngine engine = scene.serving(folder, "L1", grant);
        Buyer buyer = scene.buyer(engine, grant);
        JsonObject refused = buyer.bodyWith(Map.of("purpose", "S-OTHER"));
        long before = engine.state().treeSize();
        int busy = 0;
        for (int i = 0; i < 150; i++) {
            busy += buyer.call(refused) instanceof CallResult.Retry retry && retry.code() == RejectionCode.BUSY ? 1 : 0;
        }
        assertThat(engine.state().treeSize() - before).isEqualTo(100);
        assertThat(busy).isEqualTo(50);
        for (int i = 0; i < 130; i++) {
            Buyer.open(engine, Buyer.draft(scene, engine, grant, NamedCredential.create("claims02")));
        }
        assertThat(engine.state().treeSize() - before).isEqualTo(200);
        scene.clock.advance(Duration.ofSeconds(1));
        UsageEngineTest.assertDenied(buyer.call(refused), RejectionCode.PURPOSE);
    }

    static void assertDenied(CallResult result, RejectionCode code) {
        assertThat(result).isInstanceOf(CallResult.Denied.class);
        CallResult.Denied denied = (CallResult.Denied) result;
        assertThat(denied.code()).as(denied.detail()).isEqualTo(code);
        assertThat(denied.receipt().receipt().refusal()).contains(code);
    }
}
