package io.kontor.usage.consumer;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.usage.call.CallBody;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.journal.Journal;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.journal.RecordPosition;
import io.kontor.usage.receiptlog.HeadSigner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The consumer's own durable journal of what it asked and what it got, with a tree and counts of its own per agreement, so that a
 * supplier's totals can be compared (architecture §4.2). Thread-safe.
 */
public final class ConsumerJournal implements AutoCloseable {

    private static final int QUEUE = 8192;
    private static final int SEGMENT_BYTES = 16 << 20;
    private static final int RECONCILED_AT_ONCE = 1000;

    private final ConsumerConfig config;
    private final CryptoSuite suite = CryptoSuites.intl();
    private final InstantSource clock;
    private final SigningKey memberKey;
    private final ReceiptLedger ledger;
    private final ConsumerBook book = new ConsumerBook();
    private final Journal journal;

    /**
     * Opens the journal of a buyer.
     *
     * @param config how it runs
     * @param ledger the buyer's ledger connection
     * @param clock own clock
     * @param memberKey the buyer's pinned connector key; signs openings and heads
     * @throws io.kontor.usage.journal.JournalException when the journal cannot be used
     */
    public ConsumerJournal(ConsumerConfig config, Ledger ledger, InstantSource clock, SigningKey memberKey) {
        this.config = config;
        this.clock = clock;
        this.memberKey = memberKey;
        this.ledger = new ReceiptLedger(ledger);
        JournalConfig settings = new JournalConfig(config.durability(), QUEUE, SEGMENT_BYTES, config.callbacks());
        this.journal = Journal.open(JournalFiles.onDisk(config.folder()), settings, this::recover);
    }

    private void recover(int type, byte[] payload, RecordPosition at) {
        ConsumerRecord record = ConsumerRecord.ofNumber(type)
                .orElseThrow(() -> new IllegalStateException("Cannot open journal " + config.folder() + ": record type "
                        + type + " at " + at + " is unknown"));
        JsonObject json = CanonicalJson.parse(payload);
        switch (record) {
            case ASKED, CODE -> {}
            case ANSWERED -> {
                byte[] leaf = Base64.getDecoder().decode(json.string("leaf"));
                book.take(LeafCodec.decodeReceipt(leaf), leaf, at, clock.millis());
            }
            case HEAD -> {
                SignedTreeHead head = ConsumerRecord.head(json);
                book.duty(json.string("grantId")).taken(head.treeSize(), head.rootHash(), head.time());
            }
            case DIFFERENCE -> book.add(Difference.fromJson(json));
            case PROVEN ->
                book.proven(json.string("logId"), json.array("indexes").longs());
        }
    }

    /** Prepares the opening of a session. */
    public SessionDraft draft(SessionDraft.Request request) {
        return new SessionDraft(suite, clock, memberKey, request);
    }

    /** Prepares the opening of a session whose user and application sign elsewhere. */
    public OpeningDraft draft(OpeningDraft.Parties parties) {
        return new OpeningDraft(suite, clock, memberKey, parties);
    }

    /**
     * Journals a call before it is sent.
     *
     * @param session its session
     * @param callId new call id, 32 hex characters; the same one again to repeat a call whose answer was lost
     * @param body its body
     * @return durable, ready to be sent
     */
    public CompletionStage<AskedCall> ask(ConsumerSession session, String callId, JsonObject body) {
        byte[] bytes = CanonicalJson.bytes(body);
        CallEnvelope envelope = session.next(callId, bytes);
        AskedCall asked = new AskedCall(
                session, envelope, CallBody.parse(bytes), session.evidence().digest(bytes));
        return write(ConsumerRecord.ASKED, ConsumerRecord.asked(asked, clock.millis()), at -> {})
                .thenApply(done -> asked);
    }

    /**
     * Journals a receipt and checks it. The first receipt of a stream is its reservation, the second its end.
     *
     * @return what is not as it must be, empty when all is well
     * @throws io.kontor.model.rejection.MalformedException when the receipt cannot be read
     */
    public CompletionStage<List<Difference>> received(AskedCall asked, Received received) {
        CallReceipt receipt = LeafCodec.decodeReceipt(received.leaf());
        List<Difference> found = ReceiptChecks.of(asked, received, receipt, clock.millis());
        asked.session().answered(asked.envelope().sequence());
        boolean own = receipt.callId().equals(asked.envelope().callId())
                && receipt.grantId().equals(asked.body().grantId());
        if (!own || book.ended(receipt.callId())) {
            return record(found);
        }
        return write(
                        ConsumerRecord.ANSWERED,
                        ConsumerRecord.answered(received.leaf()),
                        at -> book.take(receipt, received.leaf(), at, clock.millis()))
                .thenCompose(done -> record(found));
    }

    /** Journals that a call was answered by a code without a receipt. */
    public CompletionStage<RejectionCode> answeredWithout(AskedCall asked, RejectionCode code) {
        asked.session().answered(asked.envelope().sequence());
        return write(ConsumerRecord.CODE, ConsumerRecord.code(asked, code), at -> {})
                .thenApply(done -> code);
    }

    /** Whether the agreement's head is due: every 1,000 answered calls or 5 s of use. */
    public boolean headDue(String grantId) {
        return book.duty(grantId).due(clock.millis());
    }

    /** Signs the present head of an agreement. */
    public ConsumerHead signHead(String grantId) {
        TreeHead tree = book.tree(grantId).head();
        SignedTreeHead head = new HeadSigner("consumer:" + grantId, memberKey).sign(tree, 0, clock.millis());
        return new ConsumerHead(grantId, head, ConsumerRecord.headBody(head));
    }

    /** Notes that the supplier took a head. */
    public CompletionStage<ConsumerHead> headTaken(ConsumerHead head) {
        SignedTreeHead signed = head.head();
        return write(
                        ConsumerRecord.HEAD,
                        ConsumerRecord.taken(head),
                        at -> book.duty(head.grantId()).taken(signed.treeSize(), signed.rootHash(), signed.time()))
                .thenApply(done -> head);
    }

    /** Own counts of a period, by grant and action, for {@code settlement:count}. */
    public List<PeriodCount> counts(String orderId, int period) {
        return book.counts(orderId, period);
    }

    /**
     * Receipts of an agreement in the order in which they came.
     *
     * @param grantId agreement
     * @param from number of the first one, from 0
     * @param limit most receipts to answer
     * @return exact bytes of the leaves
     */
    public List<byte[]> receipts(String grantId, int from, int limit) {
        return book.receipts(grantId, from, limit).stream()
                .map(position -> Base64.getDecoder()
                        .decode(CanonicalJson.parse(journal.read(position)).string("leaf")))
                .toList();
    }

    /** Logs that gave receipts. */
    public Set<String> logs() {
        return book.logs();
    }

    /** All differences so far. */
    public List<Difference> differences() {
        return book.differences();
    }

    /**
     * Checks that the receipts of a log stand under its head on the ledger; blocks. To be called at least once per anchor interval.
     *
     * @param logId log
     * @param proofs where proofs come from
     * @return new differences
     */
    public List<Difference> reconcile(String logId, ProofSource proofs) {
        Optional<LogHead> anchored = head(logId);
        long size = anchored.map(head -> head.head().treeSize()).orElse(0L);
        ReceiptLog log = ledger.log(logId);
        Inclusions inclusions = new Inclusions(proofs);
        List<Difference> found = new ArrayList<>();
        List<Long> settled = new ArrayList<>();
        for (ConsumerBook.Unproven unproven : book.unproven(logId, RECONCILED_AT_ONCE)) {
            if (unproven.receipt().index() < size) {
                inclusions.check(unproven, anchored.orElseThrow(), log).ifPresent(found::add);
                settled.add(unproven.receipt().index());
            } else if (clock.millis() - unproven.receipt().time() > patience().toMillis()) {
                found.add(Inclusions.difference(
                        unproven,
                        Difference.Kind.NOT_ANCHORED,
                        "under an anchored head within " + patience().toSeconds() + " s",
                        "no such head of log " + logId));
            }
        }
        List<Difference> before = differences();
        record(found).toCompletableFuture().join();
        if (!settled.isEmpty()) {
            write(ConsumerRecord.PROVEN, ConsumerRecord.proven(logId, settled), at -> book.proven(logId, settled))
                    .toCompletableFuture()
                    .join();
        }
        return found.stream().filter(difference -> !before.contains(difference)).toList();
    }

    private Duration patience() {
        return config.anchorInterval().multipliedBy(2);
    }

    private Optional<LogHead> head(String logId) {
        try {
            return Optional.of(ledger.head(logId));
        } catch (LedgerRejectedException e) {
            if (e.code() == RejectionCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private CompletionStage<List<Difference>> record(List<Difference> found) {
        CompletionStage<?> last = CompletableFuture.completedFuture(true);
        for (Difference difference : found) {
            if (book.add(difference)) {
                last = write(ConsumerRecord.DIFFERENCE, difference.toJson(), at -> {});
            }
        }
        return last.thenApply(done -> found);
    }

    private CompletionStage<Boolean> write(ConsumerRecord type, JsonObject json, Consumer<RecordPosition> effect) {
        byte[] bytes = CanonicalJson.bytes(json);
        return journal.append(sink -> {
            effect.accept(sink.add(type.number(), bytes));
            return true;
        });
    }

    @Override
    public void close() {
        journal.close();
    }
}
