package io.kontor.usage.consumer;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.merkle.ChunkStore;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.SignedTreeHeadCodec;
import io.kontor.model.rejection.MalformedException;
import io.kontor.usage.journal.JournalDamagedException;
import io.kontor.usage.journal.RecordPosition;
import io.kontor.usage.journal.RecordVisitor;
import io.kontor.usage.receiptlog.CallIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What the records of a consumer's journal add up to; the same at recovery as before. Guarded by itself. */
final class JournalState implements RecordVisitor {

    private final MerkleHasher hasher;
    private final HashFunction hash;
    private final Map<String, OpenCall> open = new LinkedHashMap<>();
    private final EndedAttempts ended = new EndedAttempts();
    private final Map<OpenKey, Long> mayBeReleased = new HashMap<>();
    private final Map<String, Holding> holdings = new TreeMap<>();
    private final ChunkStore chunks;
    private final ReceiptTable receipts;
    private final CallIndex calls;
    private final RunningTotals totals = new RunningTotals();
    private final List<RecordPosition> differences = new ArrayList<>();
    private final Unproven unproven = new Unproven();

    private record OpenKey(String grantId, Action action) {

        static OpenKey of(Attempt asked) {
            return new OpenKey(asked.grantId(), asked.action());
        }
    }

    /** @param chunks takes full chunks of trees and tables */
    JournalState(HashFunction hash, ChunkStore chunks) {
        this(hash, chunks, CallIndex.GENERATION);
    }

    /**
     * Nothing yet.
     *
     * @param chunks takes full chunks of trees and tables
     * @param generation call ids that are known at least
     */
    JournalState(HashFunction hash, ChunkStore chunks, int generation) {
        this.calls = new CallIndex(generation);
        this.chunks = chunks;
        this.receipts = new ReceiptTable(chunks);
        this.hash = hash;
        this.hasher = new MerkleHasher(hash);
    }

    /**
     * Takes a record.
     *
     * @throws JournalDamagedException when it is none of this journal's (CNJ-0)
     */
    @Override
    public synchronized void visit(int type, byte[] payload, RecordPosition position) {
        try {
            add(type, CanonicalJson.parse(payload), position);
        } catch (MalformedException e) {
            throw new JournalDamagedException(
                    "Cannot open consumer journal: record of type " + type + " at " + position + ": " + e.getMessage(),
                    e);
        }
    }

    private void add(int type, JsonObject json, RecordPosition position) {
        switch (type) {
            case RecordKind.ASKED -> asked(Attempt.fromJson(json));
            case RecordKind.RECEIPT -> receipt(StoredReceipt.fromJson(json), position);
            case RecordKind.CLOSED -> closed(ClosedAttempt.fromJson(json));
            case RecordKind.DIFFERENCE -> difference(Difference.fromJson(json), position);
            case RecordKind.HEAD_SIGNED -> holding(grantOf(json)).signed(SignedTreeHeadCodec.fromJson(json));
            case RecordKind.HEAD_TAKEN -> holding(grantOf(json)).taken(SignedTreeHeadCodec.fromJson(json));
            case RecordKind.PROVEN -> json.array("receipts").longs().forEach(this::proven);
            case RecordKind.DELETED -> deleted(json);
            default -> throw new MalformedException("Cannot read record: its type is unknown");
        }
    }

    /** Refuses a call for which there is no room, or whose grant is over here. */
    void requireRoom(Attempt asked, int maxOpen) {
        String cannot = "Cannot ask call " + asked.callId() + ": ";
        if (known(asked.grantId()).flatMap(Holding::deletion).isPresent()) {
            throw new ConsumerJournalException(
                    ConsumerJournalException.Reason.DELETED,
                    cannot + "what was held of grant " + asked.grantId() + " is deleted");
        }
        Optional<OpenCall> call = open(asked.callId());
        if (call.isEmpty() && open.size() >= maxOpen) {
            throw new ConsumerJournalException(
                    ConsumerJournalException.Reason.TOO_MANY_OPEN,
                    cannot + open.size() + " calls wait for their answer, at most " + maxOpen);
        }
        if (call.isPresent() && call.get().size() >= OpenCall.MAX_ATTEMPTS) {
            throw new ConsumerJournalException(
                    ConsumerJournalException.Reason.TOO_MANY_OPEN,
                    cannot + "it was asked " + call.get().size() + " times without an answer");
        }
    }

    void asked(Attempt asked) {
        OpenCall call = open.get(asked.callId());
        if (call == null) {
            boolean answered = lastReceipt(asked.callId()).isPresent();
            call = new OpenCall(answered ? OpenCall.Before.ANSWERED : OpenCall.Before.UNANSWERED, asked);
            open.put(asked.callId(), call);
            if (!answered) {
                mayBeReleased.merge(OpenKey.of(asked), 1L, Math::addExact);
            }
        }
        call.add(asked);
    }

    /** What a receipt would count that no record can hold (CNJ-4). */
    Optional<Finding> beyond(CallReceipt receipt) {
        Tally inGrant =
                known(receipt.grantId()).map(holding -> holding.with(receipt)).orElseGet(() -> Tally.of(receipt));
        Tally inLog = totals.with(receipt);
        return inGrant.fits() && inLog.fits()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Difference.Kind.AMOUNT,
                        "at most " + Checks.MAX + " of each",
                        "with those before " + (inGrant.fits() ? inLog : inGrant)));
    }

    /**
     * Takes a receipt; returns its number.
     *
     * @throws MalformedException when it counts more than a record can hold: it is never written
     */
    int receipt(StoredReceipt stored, RecordPosition position) {
        CallReceipt receipt = stored.receipt();
        beyond(receipt).ifPresent(finding -> {
            throw new MalformedException("Cannot take receipt of call " + receipt.callId() + ": it counts "
                    + finding.got() + ", " + finding.expected());
        });
        Digest32 leafHash = hasher.leaf(stored.leafBytes());
        totals.take(receipt, leafHash, othersMayBeReleased(receipt));
        int number = receipts.add(position, leafHash, receipt);
        calls.put(receipt.callId(), number);
        holding(receipt.grantId()).take(number, receipt, leafHash, stored.receivedAt());
        unproven.add(number, receipt, leafHash, stored.receivedAt());
        if (receipt.kind() != LeafKind.RESERVED) {
            forget(receipt.callId());
        }
        return number;
    }

    void closed(ClosedAttempt closed) {
        OpenCall call = open.get(closed.callId());
        if (call == null) {
            return;
        }
        call.remove(closed.session(), closed.sequence());
        ended.add(closed);
        if (call.size() == 0) {
            forget(closed.callId());
            if (closed.lost() && call.unanswered()) {
                mayBeReleased.merge(OpenKey.of(call.first()), 1L, Math::addExact);
            }
        }
    }

    private void forget(String callId) {
        OpenCall call = open.remove(callId);
        if (call != null && call.unanswered()) {
            mayBeReleased.merge(OpenKey.of(call.first()), -1L, Math::addExact);
        }
    }

    /** The attempt of a call that a receipt names, also one that was closed before its receipt came; else the one that is given. */
    Attempt named(CallReceipt receipt, Attempt asked) {
        return open(asked.callId())
                .flatMap(call -> call.attempt(receipt.session(), receipt.sequence()))
                .orElseGet(() -> ended.has(asked.callId(), receipt.session(), receipt.sequence())
                        ? asked.under(receipt.session(), receipt.sequence())
                        : asked);
    }

    /** Other calls of the grant and action than this receipt's that may have been released without their receipt here. */
    long othersMayBeReleased(CallReceipt receipt) {
        OpenKey key = new OpenKey(receipt.grantId(), receipt.action());
        OpenCall own = open.get(receipt.callId());
        boolean counted =
                own != null && own.unanswered() && OpenKey.of(own.first()).equals(key);
        return mayBeReleased.getOrDefault(key, 0L) - (counted ? 1 : 0);
    }

    void difference(Difference difference, RecordPosition position) {
        differences.add(position);
        if (difference.kind() == Difference.Kind.NOT_ANCHORED) {
            unproven.reported(difference.leafHash(hasher));
        }
    }

    private static String grantOf(JsonObject head) {
        String logId = head.string("logId");
        if (!logId.startsWith(ConsumerJournal.LOG_PREFIX)) {
            throw new MalformedException(
                    "Cannot read head: its log is '" + logId + "', must begin with " + ConsumerJournal.LOG_PREFIX);
        }
        return logId.substring(ConsumerJournal.LOG_PREFIX.length());
    }

    private void proven(long number) {
        Checks.range("proven receipt", number, 0, receipts.size() - 1L);
        unproven.settled((int) number);
    }

    private void deleted(JsonObject json) {
        String statement = json.string("statement");
        holding(json.string("grantId")).deleted(DeletionStatement.of(hash, statement, json.string("signature")));
    }

    Holding holding(String grantId) {
        return holdings.computeIfAbsent(grantId, id -> new Holding(id, hash, chunks));
    }

    Optional<Holding> known(String grantId) {
        return Optional.ofNullable(holdings.get(grantId));
    }

    Map<String, Holding> holdings() {
        return holdings;
    }

    Optional<OpenCall> open(String callId) {
        return Optional.ofNullable(open.get(callId));
    }

    Map<String, OpenCall> open() {
        return open;
    }

    ReceiptTable receipts() {
        return receipts;
    }

    RunningTotals totals() {
        return totals;
    }

    Unproven unproven() {
        return unproven;
    }

    List<RecordPosition> differences() {
        return differences;
    }

    Digest32 leafHash(byte[] leaf) {
        return hasher.leaf(leaf);
    }

    /** Newest receipt of a call. */
    OptionalInt newest(String callId) {
        OptionalLong number = calls.find(callId);
        return number.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(number.getAsLong()));
    }

    /** The receipt that ended a call. */
    OptionalInt lastReceipt(String callId) {
        OptionalInt number = newest(callId);
        return number.isPresent() && receipts.kind(number.getAsInt()) == LeafKind.RESERVED
                ? OptionalInt.empty()
                : number;
    }
}
