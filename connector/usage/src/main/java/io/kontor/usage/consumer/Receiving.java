package io.kontor.usage.consumer;

import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.MalformedException;
import io.kontor.usage.journal.RecordSink;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** One answer on its way into the journal: checked and written in order with everything else. */
final class Receiving {

    private enum Standing {
        TAKEN,
        REPEATED,
        VOID
    }

    private final JournalState state;
    private final Attempt asked;
    private final byte[] leaf;
    private final Optional<ReceivedResult> result;
    private final Optional<CallReceipt> receipt;
    private final String unreadable;
    private final Digest32 leafHash;

    Receiving(JournalState state, Attempt asked, byte[] leaf, Optional<ReceivedResult> result) {
        this.state = state;
        this.asked = asked;
        this.leaf = leaf;
        this.result = result;
        this.leafHash = state.leafHash(leaf);
        Optional<CallReceipt> decoded = Optional.empty();
        String reason = "";
        try {
            decoded = Optional.of(LeafCodec.decodeReceipt(leaf));
        } catch (MalformedException e) {
            reason = String.valueOf(e.getMessage());
        }
        this.receipt = decoded;
        this.unreadable = reason;
    }

    /** Runs on the sequencer, holding the state. */
    List<Difference> write(RecordSink sink, long now) {
        OptionalInt known = state.newest(asked.callId());
        boolean same =
                known.isPresent() && state.receipts().leafHash(known.getAsInt()).equals(leafHash);
        boolean overtaken = known.isPresent() && overtaken(known.getAsInt());
        List<Finding> findings = same ? resultFindings() : overtaken ? List.of() : findings(now, known);
        Standing standing = findings.stream().anyMatch(finding -> finding.kind().voidsReceipt())
                ? Standing.VOID
                : same || overtaken ? Standing.REPEATED : Standing.TAKEN;
        if (standing == Standing.TAKEN) {
            findings = new ArrayList<>(findings);
            CallReceipt taken = receipt.orElseThrow();
            findings.addAll(state.totals().check(taken, leafHash, state.othersMayBeReleased(taken)));
        }
        List<Difference> differences = findings.stream()
                .map(finding -> Difference.of(asked, finding, leaf, now))
                .toList();
        differences.forEach(difference -> state.difference(
                difference, sink.add(RecordKind.DIFFERENCE, CanonicalJson.bytes(difference.toJson()))));
        if (standing == Standing.TAKEN) {
            take(sink, differences, now);
        } else if (standing == Standing.REPEATED && answersAttempt()) {
            ClosedAttempt closed = ClosedAttempt.of(asked, ClosedAttempt.REPEATED);
            sink.add(RecordKind.CLOSED, CanonicalJson.bytes(closed.toJson()));
            state.closed(closed);
        }
        return differences;
    }

    /** A reservation whose end came before it, by another way: it counts nothing and says nothing new. */
    private boolean overtaken(int number) {
        return receipt.filter(came -> came.kind() == LeafKind.RESERVED
                        && state.receipts().kind(number) != LeafKind.RESERVED
                        && came.callId().equals(asked.callId())
                        && came.grantId().equals(asked.grantId())
                        && came.logId().equals(asked.logId())
                        && came.requestDigest().equals(asked.requestDigest())
                        && came.index() < state.receipts().index(number))
                .isPresent();
    }

    private void take(RecordSink sink, List<Difference> differences, long now) {
        String checked = differences.isEmpty()
                ? StoredReceipt.OK
                : differences.stream()
                        .map(difference -> difference.kind().name())
                        .collect(Collectors.joining(","));
        StoredReceipt stored = new StoredReceipt(
                receipt.orElseThrow(), Base64.getEncoder().encodeToString(leaf), now, checked, result);
        state.receipt(stored, sink.add(RecordKind.RECEIPT, CanonicalJson.bytes(stored.toJson())));
    }

    /** A repeated RESERVED ends a later attempt only: the end of the call is still to come. */
    private boolean answersAttempt() {
        return receipt.filter(
                        came -> came.kind() != LeafKind.RESERVED || !asked.sameAttempt(came.session(), came.sequence()))
                .isPresent();
    }

    /** The receipt is known and was checked: only what came with it may differ. */
    private List<Finding> resultFindings() {
        return result.flatMap(value -> receipt.map(came -> ReceiptCheck.result(asked, came, value)))
                .orElse(List.of());
    }

    private List<Finding> findings(long now, OptionalInt before) {
        if (receipt.isEmpty()) {
            return List.of(new Finding(Difference.Kind.UNREADABLE, "a receipt", unreadable));
        }
        CallReceipt came = receipt.get();
        Attempt attempt = state.named(came, asked);
        List<Finding> findings = new ArrayList<>(ReceiptCheck.check(attempt, came, result, now));
        before.ifPresent(number -> secondReceipt(number).ifPresent(findings::add));
        state.beyond(came).ifPresent(findings::add);
        return findings;
    }

    /** After a RESERVED only its end may come, after an end nothing. */
    private Optional<Finding> secondReceipt(int number) {
        LeafKind before = state.receipts().kind(number);
        LeafKind now = receipt.orElseThrow().kind();
        boolean ends = before == LeafKind.RESERVED
                && (now == LeafKind.RELEASED || now == LeafKind.ABORTED || now == LeafKind.FAILED);
        return ends
                ? Optional.empty()
                : Optional.of(new Finding(
                        Difference.Kind.SECOND_RECEIPT,
                        before + " " + state.receipts().leafHash(number),
                        now + " " + leafHash));
    }
}
