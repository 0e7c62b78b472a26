package io.kontor.usage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.client.settlement.SettlementLedger;
import io.kontor.client.supervision.SupervisionLedger;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleVerifier;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.Authentication;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.ReleaseResult;
import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.consumer.AskedCall;
import io.kontor.usage.consumer.ConsumerConfig;
import io.kontor.usage.consumer.ConsumerHead;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.ConsumerSession;
import io.kontor.usage.consumer.PartyKey;
import io.kontor.usage.consumer.Received;
import io.kontor.usage.consumer.SessionDraft;
import io.kontor.usage.journal.Durability;
import io.kontor.usage.receiptlog.HeadSigner;
import io.kontor.usage.receiptlog.LocatedReceipt;
import io.kontor.usage.session.OpeningResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole call under one suite: session, MAC, consent, receipt, journal of both sides, anchor, proof, consumer's head, replay, restart, end.
 * CRY-1, CRY-9, CRY-10, LOG-1, LOG-2, LOG-10.
 */
abstract class WholeCallContract {

    private static final byte[] RESULT = "{\"hit\":true}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Scene scene;
    private Grant grant;
    private UsageEngine engine;
    private ConsumerJournal journal;
    private ConsumerSession session;

    abstract CryptoSuite suite();

    /** The suite that the federation did not choose. */
    private CryptoSuite other() {
        return CryptoSuites.all().stream()
                .filter(suite -> !suite.name().equals(suite().name()))
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void openSession() {
        scene = new Scene(suite());
        grant = scene.grant("R1", 100);
        engine = scene.serving(folder.resolve("supplier"), "L1", grant);
        ConsumerConfig config = new ConsumerConfig(
                folder.resolve("consumer"), Durability.OS, Duration.ofSeconds(30), Runnable::run, suite().name());
        journal = new ConsumerJournal(config, scene.deal.connector("Q-INS"), scene.clock, scene.memberKey);
        session = session();
    }

    @AfterEach
    void strike() {
        journal.close();
        scene.close();
    }

    private ConsumerSession session() {
        SessionDraft draft = journal.draft(new SessionDraft.Request(
                grant.grantId(),
                "L1",
                new PartyKey(
                        scene.deal.user().name(),
                        scene.deal.user().salt(),
                        scene.deal.user().key()),
                new PartyKey(
                        scene.deal.application().name(),
                        scene.deal.application().salt(),
                        scene.deal.application().key())));
        return draft.accept(((OpeningResult.Opened) Buyer.open(engine, draft)).answer());
    }

    private AskedCall ask() {
        Buyer buyer = new Buyer(scene, engine, grant);
        JsonObject body = buyer.bodyWithConsent(buyer.consent("patient-" + Buyer.callId()));
        return journal.ask(session, Buyer.callId(), body).toCompletableFuture().join();
    }

    private CallResult send(CallEnvelope envelope) {
        Authentication accepted = engine.authenticate(envelope);
        assertThat(accepted).isInstanceOf(Authentication.Accepted.class);
        return engine.admit(((Authentication.Accepted) accepted).call())
                .toCompletableFuture()
                .join();
    }

    private IssuedReceipt release(AskedCall asked) {
        CallResult result = send(asked.envelope());
        assertThat(result).isInstanceOf(CallResult.Admitted.class);
        ReleaseResult released = ((CallResult.Admitted) result)
                .permit()
                .released(Buyer.hit(RESULT.length), new Answer("application/json", RESULT))
                .toCompletableFuture()
                .join();
        return ((ReleaseResult.Released) released).receipt();
    }

    private IssuedReceipt call() {
        AskedCall asked = ask();
        IssuedReceipt receipt = release(asked);
        ResultDigest digest = session.digest();
        digest.update(RESULT, 0, RESULT.length);
        assertThat(journal.received(asked, Received.of(receipt.leaf(), digest))
                        .toCompletableFuture()
                        .join())
                .as("differences")
                .isEmpty();
        return receipt;
    }

    @Test
    void a_receipt_is_proven_under_a_head_that_the_contract_verified() {
        IssuedReceipt receipt = call();
        LogHead anchored = engine.anchor().toCompletableFuture().join();
        ReceiptLog log = new ReceiptLedger(scene.ledger()).log("L1");
        assertThat(log.suite()).isEqualTo(suite().name());
        assertThat(HeadSigner.verifies(
                        anchored.head(),
                        suite().verifyingKey(Base64.getDecoder().decode(log.publicKey()))))
                .isTrue();
        LocatedReceipt located = engine.receipt(
                        session.identity().session(), receipt.receipt().sequence())
                .orElseThrow();
        assertThat(new MerkleVerifier(suite().hash())
                        .includes(
                                new MerkleHasher(suite().hash()).leaf(receipt.leaf()),
                                located.proof().orElseThrow(),
                                anchored.head().head()))
                .isTrue();
        assertThat(new MerkleVerifier(other().hash())
                        .includes(
                                new MerkleHasher(other().hash()).leaf(receipt.leaf()),
                                located.proof().orElseThrow(),
                                anchored.head().head()))
                .isFalse();
    }

    @Test
    void log_10_what_a_buyer_signed_for_is_on_the_ledger_once_the_period_is_closed() {
        call();
        call();
        ConsumerHead head = journal.signHead(grant.grantId());
        engine.acceptHead(session.identity().session(), head.body())
                .toCompletableFuture()
                .join();
        call();
        new SettlementLedger(scene.deal.officer("Q-INS")).close(grant.orderId(), 1);
        new SettlementLedger(scene.deal.officer("F-OPS")).close(grant.orderId(), 1);
        String key = "acknowledged/" + grant.orderId() + "/1/" + grant.grantId() + "/PROCESS/L1";
        SupervisionLedger states = new SupervisionLedger(scene.ledger());
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            if (engine.state().anchoredSize() < engine.state().treeSize()) {
                engine.anchor().toCompletableFuture().join();
            }
            return states.states(List.of(key)).values().stream().anyMatch(Optional::isPresent);
        });
        assertThat(scene.record(key)).contains("\"calls\":2").contains("\"treeSize\":2");
    }

    @Test
    void both_sides_count_the_same_and_the_supplier_takes_the_consumers_head() {
        call();
        call();
        ConsumerHead head = journal.signHead(grant.grantId());
        assertThat(engine.acceptHead(session.identity().session(), head.body())
                        .toCompletableFuture()
                        .join())
                .isInstanceOf(HeadResult.Taken.class);
        assertThat(head.head().treeSize()).isEqualTo(2);
    }

    @Test
    void a_forged_mac_is_a_stranger_and_the_same_call_id_gives_the_same_bytes() {
        AskedCall asked = ask();
        release(asked);
        CallEnvelope sent = asked.envelope();
        String forged = Base64.getEncoder().encodeToString(suite().random(32));
        assertThat(engine.authenticate(new CallEnvelope(
                        sent.session(), sent.sequence(), sent.callId(), sent.received(), forged, sent.body())))
                .isInstanceOfSatisfying(
                        Authentication.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(RejectionCode.NOT_AUTHENTICATED));
        assertThat(send(sent))
                .isInstanceOfSatisfying(
                        CallResult.Replay.class,
                        replay -> assertThat(replay.answer().bytes()).isEqualTo(RESULT));
    }

    @Test
    void a_restart_finds_log_and_keys_and_another_suite_does_not_start_on_them() {
        byte[] leaf = call().leaf();
        engine.close();
        UsageEngineConfig config = scene.config(folder.resolve("supplier"), "L1");
        assertThatThrownBy(() -> scene.engine(config.withSuite(other().name()))).isInstanceOf(RuntimeException.class);
        engine = scene.engine(config);
        Scene.activate(engine, grant);
        long index = LeafCodec.decodeReceipt(leaf).index();
        assertThat(engine.log().leaves(index, 1).get(0).leaf().orElseThrow()).isEqualTo(leaf);
        session = session();
        call();
    }

    @Test
    void a_session_by_keys_of_the_other_suite_is_refused() {
        SessionDraft draft = new SessionDraft(
                other(),
                scene.clock,
                other().newSigningKey(),
                new SessionDraft.Request(
                        grant.grantId(),
                        "L1",
                        new PartyKey(scene.deal.user().name(), scene.deal.user().salt(), other().newSigningKey()),
                        new PartyKey(
                                scene.deal.application().name(),
                                scene.deal.application().salt(),
                                other().newSigningKey())));
        assertThat(Buyer.open(engine, draft))
                .isInstanceOfSatisfying(
                        OpeningResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(RejectionCode.NOT_AUTHENTICATED));
    }

    @Test
    void content_is_sealed_by_the_suite_and_gone_with_its_key() {
        byte[] sealed = engine.content(grant.grantId()).seal(RESULT, "page 1");
        assertThat(engine.content(grant.grantId()).open(sealed, "page 1")).isEqualTo(RESULT);
        engine.terminate(grant.grantId(), "end of the test")
                .toCompletableFuture()
                .join();
        assertThatThrownBy(() -> engine.content(grant.grantId()).open(sealed, "page 1"))
                .isInstanceOf(io.kontor.usage.content.KeyDestroyedException.class);
    }
}
