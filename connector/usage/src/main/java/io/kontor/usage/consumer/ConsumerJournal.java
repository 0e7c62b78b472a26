package io.kontor.usage.consumer;

import io.kontor.client.ledger.Ledger;
import io.kontor.client.ledger.LedgerRejectedException;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.grant.Grant;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.SignedTreeHeadCodec;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.usage.call.CallBody;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.journal.Journal;
import io.kontor.usage.journal.JournalConfig;
import io.kontor.usage.journal.JournalException;
import io.kontor.usage.journal.JournalFiles;
import io.kontor.usage.journal.RecordPosition;
import io.kontor.usage.receiptlog.HeadSigner;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The consumer's own durable journal of what it asked and what it got, with a tree and counts of its own per agreement, so that a
 * supplier's totals can be compared (docs/spec/consumer-journal.md). Every stage completes once what it says is durable, on the callback
 * executor, and fails with a {@link JournalException} when it cannot be. Thread-safe.
 *
 * <p>Order of a call: {@link #ask}, then send; {@link #received} or {@link #answeredWithout}, then answer the application.
 */
public final class ConsumerJournal implements AutoCloseable {

    /** A consumer's heads name the log {@code consumer:<grantId>} (SES-8). */
    static final String LOG_PREFIX = "consumer:";
    /** Most receipts or differences of a page. */
    public static final int MAX_PAGE = 500;
    /** Calls that may be without an answer at once. */
    public static final int MAX_OPEN = 20_000;

    private static final int QUEUE = 8192;

    private final CryptoSuite suite;
    private final InstantSource clock;
    private final SigningKey memberKey;
    private final ReceiptLedger ledger;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final JournalState state;
    private final JournalWriter journal;
    private final Reconciliation reconciliation;

    /**
     * Opens the journal of a buyer.
     *
     * @param config how it runs
     * @param ledger the buyer's ledger connection
     * @param clock own clock
     * @param memberKey the buyer's pinned connector key; signs openings, heads and statements
     * @throws JournalException when the journal cannot be used
     */
    public ConsumerJournal(ConsumerConfig config, Ledger ledger, InstantSource clock, SigningKey memberKey) {
        this(config, ledger, clock, memberKey, JournalFiles.onDisk(config.folder()));
    }

    ConsumerJournal(
            ConsumerConfig config, Ledger ledger, InstantSource clock, SigningKey memberKey, JournalFiles files) {
        this(config, memberKey, ConsumerHost.machine(config, ledger, clock, files));
    }

    /**
     * Opens the journal of a buyer in surroundings of one's own.
     *
     * @param config how it runs; its folder is the host's matter
     * @param memberKey the buyer's pinned connector key
     * @param host what it stands in
     * @throws JournalException when the journal cannot be used
     */
    public ConsumerJournal(ConsumerConfig config, SigningKey memberKey, ConsumerHost host) {
        this.suite = host.suite();
        this.clock = host.clock();
        this.memberKey = memberKey;
        this.ledger = new ReceiptLedger(host.ledger());
        this.state = new JournalState(suite.hash(), host.files().chunks());
        JournalConfig settings =
                new JournalConfig(config.durability(), QUEUE, host.segmentBytes(), config.callbacks(), host.steps());
        this.journal = new JournalWriter(Journal.open(host.files(), settings, state), state);
        this.reconciliation = new Reconciliation(journal, state, clock, config.anchorInterval());
    }

    /** Prepares the opening of a session. */
    public SessionDraft draft(SessionDraft.Request request) {
        return new SessionDraft(suite, clock, memberKey, request);
    }

    /** Prepares the opening of a session whose user and application sign elsewhere. */
    public OpeningDraft draft(OpeningDraft.Parties parties) {
        return new OpeningDraft(suite, clock, memberKey, parties);
    }

    /** Tells what the ledger says of a grant: from now on its receipts must name its version, order and resource. */
    public void know(Grant grant) {
        grants.put(grant.grantId(), grant);
    }

    /**
     * Journals a call before it is sent.
     *
     * @param session its session
     * @param callId new call id, 32 hex characters; the same one again to repeat a call whose answer was lost
     * @param body its body
     * @return durable, ready to be sent; fails with {@link ConsumerJournalException} when it must not be
     */
    public CompletionStage<AskedCall> ask(ConsumerSession session, String callId, JsonObject body) {
        byte[] bytes = CanonicalJson.bytes(body);
        CallBody parsed = CallBody.parse(bytes);
        CallEnvelope envelope = session.next(callId, bytes);
        AskedCall asked =
                new AskedCall(session, envelope, parsed, session.evidence().digest(bytes));
        Attempt attempt = attempt(asked);
        return journal.append(sink -> {
            state.requireRoom(attempt, MAX_OPEN);
            sink.add(RecordKind.ASKED, CanonicalJson.bytes(attempt.toJson()));
            state.asked(attempt);
            return asked;
        });
    }

    private Attempt attempt(AskedCall asked) {
        String grantId = asked.session().identity().grantId();
        return Attempt.of(asked, Optional.ofNullable(grants.get(grantId)), clock.millis());
    }

    /**
     * Journals a receipt and checks it. The first receipt of a stream is its reservation, the second its end. A receipt that is not of
     * this call or this result is void: it is not counted and the call stays without an answer.
     *
     * @return what is not as it must be, empty when all is well
     */
    public CompletionStage<List<Difference>> received(AskedCall asked, Received received) {
        long now = clock.millis();
        Receiving receiving =
                new Receiving(state, attempt(asked), received.leaf().clone(), ReceivedResult.of(received));
        asked.session().answered(asked.envelope().sequence());
        return journal.durable(sink -> receiving.write(sink, now));
    }

    /** Journals that a call was answered by a code without a receipt. */
    public CompletionStage<RejectionCode> answeredWithout(AskedCall asked, RejectionCode code) {
        asked.session().answered(asked.envelope().sequence());
        return close(ClosedAttempt.of(attempt(asked), code.name())).thenApply(done -> code);
    }

    /**
     * Gives up waiting for an attempt, of which nobody knows here whether it was executed. A receipt that still comes is taken.
     *
     * @param attempt one of {@link #unanswered}
     */
    public CompletionStage<Attempt> giveUp(Attempt attempt) {
        return close(ClosedAttempt.of(attempt, ClosedAttempt.LOST)).thenApply(done -> attempt);
    }

    private CompletableFuture<ClosedAttempt> close(ClosedAttempt closed) {
        return journal.append(sink -> {
            sink.add(RecordKind.CLOSED, CanonicalJson.bytes(closed.toJson()));
            state.closed(closed);
            return closed;
        });
    }

    /** Attempts without an answer, also those that a crash left; a call that is RESERVED has none until its end receipt comes. */
    public List<Attempt> unanswered() {
        synchronized (state) {
            return state.open().values().stream()
                    .flatMap(call -> call.attempts().stream())
                    .toList();
        }
    }

    /**
     * Newest receipt of a call. One that is still being written hides the one before it, which was shown already, so it is waited for;
     * never to be asked on the callback executor.
     *
     * @throws io.kontor.usage.journal.JournalException when it does not get to the disk
     */
    public Optional<StoredReceipt> find(String callId) {
        OptionalInt newest;
        synchronized (state) {
            newest = state.newest(callId);
        }
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        if (newest.getAsInt() >= journal.durableReceipts()) {
            JournalWriter.join(journal.durable(sink -> true));
        }
        RecordPosition position;
        synchronized (state) {
            position = state.receipts().position(newest.getAsInt());
        }
        return Optional.of(journal.stored(position));
    }

    /** Whether the agreement's head is due: every 1,000 answered calls or 5 s of use. */
    public boolean headDue(String grantId) {
        synchronized (state) {
            return state.known(grantId)
                    .filter(holding -> holding.headDue(clock.millis()))
                    .isPresent();
        }
    }

    /** Agreements whose head is due. */
    public List<String> headsDue() {
        synchronized (state) {
            return state.holdings().keySet().stream().filter(this::headDue).toList();
        }
    }

    /** Signs the present head of an agreement, over durable leaves only; does not block. Its own bytes are not journaled yet. */
    public ConsumerHead signHead(String grantId) {
        TreeHead tree;
        long time;
        synchronized (state) {
            Holding holding = state.holding(grantId);
            tree = holding.durableHead(state.receipts(), journal.durableReceipts());
            time = Math.max(
                    clock.millis(), holding.lastHead().map(SignedTreeHead::time).orElse(0L));
        }
        return ConsumerHead.of(grantId, new HeadSigner(LOG_PREFIX + grantId, memberKey).sign(tree, 0, time));
    }

    /** Signs the present head of an agreement; its bytes are durable before it may be sent (CNJ-6). Send those of one grant in turn. */
    public CompletionStage<ConsumerHead> headToSend(String grantId) {
        ConsumerHead head = signHead(grantId);
        return journal.append(sink -> {
            sink.add(RecordKind.HEAD_SIGNED, CanonicalJson.bytes(SignedTreeHeadCodec.toJson(head.head())));
            state.holding(grantId).signed(head.head());
            return head;
        });
    }

    /** Notes that the supplier took a head. */
    public CompletionStage<ConsumerHead> headTaken(ConsumerHead head) {
        return journal.append(sink -> {
            sink.add(RecordKind.HEAD_TAKEN, CanonicalJson.bytes(SignedTreeHeadCodec.toJson(head.head())));
            state.holding(head.grantId()).taken(head.head());
            return head;
        });
    }

    /** Shows that a later head of an agreement continues an earlier one. */
    public ConsistencyProof consistency(String grantId, long first, long second) {
        synchronized (state) {
            return state.holding(grantId).consistency(first, second);
        }
    }

    /** The statement of an agreement whose deletion was stated. */
    public Optional<DeletionStatement> deletion(String grantId) {
        synchronized (state) {
            return state.known(grantId).flatMap(Holding::deletion);
        }
    }

    /** Own counts of a period, by grant and action, for {@code settlement:count}. */
    public List<PeriodCount> counts(String orderId, int period) {
        synchronized (state) {
            return state.holdings().values().stream()
                    .flatMap(holding -> holding.counts(orderId, period).stream())
                    .toList();
        }
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
        requirePage(from, limit);
        List<RecordPosition> positions = new ArrayList<>();
        synchronized (state) {
            int size = state.known(grantId).map(Holding::receipts).orElse(0);
            for (int at = from; at < size && positions.size() < limit; at++) {
                int number = state.holding(grantId).number(at);
                if (number < journal.durableReceipts()) {
                    positions.add(state.receipts().position(number));
                }
            }
        }
        return positions.stream()
                .map(journal::stored)
                .map(StoredReceipt::leafBytes)
                .toList();
    }

    /** Logs with receipts that are not proven yet. */
    public Set<String> logs() {
        synchronized (state) {
            return state.unproven().logs();
        }
    }

    /** The first {@link #MAX_PAGE} differences. */
    public List<Difference> differences() {
        return differences(0, MAX_PAGE);
    }

    /**
     * Differences in the order in which they were found.
     *
     * @param from number of the first one, from 0
     * @param limit most differences to answer
     */
    public List<Difference> differences(int from, int limit) {
        requirePage(from, limit);
        List<RecordPosition> positions;
        synchronized (state) {
            int size =
                    Math.min(journal.durableDifferences(), state.differences().size());
            int start = Math.min(from, size);
            positions = List.copyOf(state.differences().subList(start, Math.min(size, start + limit)));
        }
        return positions.stream().map(position -> journal.difference(position)).toList();
    }

    /**
     * Checks that the receipts of a log stand under its head on the ledger; blocks, never call it on the callback executor. To be called
     * at least once per anchor interval.
     *
     * @param logId log
     * @param proofs where proofs come from
     * @return new differences
     */
    public List<Difference> reconcile(String logId, ProofSource proofs) {
        InclusionCheck check = new InclusionCheck(ledger.log(logId), head(logId), proofs);
        return reconciliation.run(logId, check);
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

    /**
     * States that what was held of an ended grant is deleted besides its evidence (CNJ-7). The grant takes no further call here. Asked
     * again, it answers the first statement.
     *
     * @param grantId grant
     * @param deleted what the caller has deleted, such as {@code sessions}
     */
    public CompletionStage<DeletionStatement> delete(String grantId, Collection<String> deleted) {
        Deletion deletion = new Deletion(grantId, List.copyOf(deleted), clock.millis());
        return journal.append(sink -> {
            Holding holding = state.holding(grantId);
            return holding.deletion().orElseGet(() -> Deletion.write(deletion, memberKey, suite.hash(), sink, holding));
        });
    }

    private static void requirePage(int from, int limit) {
        if (from < 0 || limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException(
                    "Cannot list from " + from + " with limit " + limit + ": must be from 0, limit 1 to " + MAX_PAGE);
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
