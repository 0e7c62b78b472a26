package io.kontor.contract.receipt;

import io.kontor.contract.call.Call;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Key;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.AnchorRequest;
import io.kontor.model.receipt.AnchorRequestCodec;
import io.kontor.model.receipt.Breach;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.PeriodClosed;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.ReceiptLogCodec;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.receipt.UsageTotal;
import io.kontor.model.rejection.RejectionCode;
import java.util.Optional;

/** Anchors one signed head with the totals that changed (ANCHOR-1 … ANCHOR-6). */
final class Anchoring {

    private final Call call;
    private final LedgerState state;
    private final AnchorRequest request;
    private final SignedTreeHead head;
    private final String what;

    private Anchoring(Call call, AnchorRequest request) {
        this.call = call;
        this.state = call.state();
        this.request = request;
        this.head = request.head();
        this.what = "Cannot anchor head of log " + head.logId();
    }

    static JsonObject anchor(Call call) {
        return new Anchoring(call, AnchorRequestCodec.fromJson(call.argument())).run();
    }

    private JsonObject run() {
        ReceiptLog log = Logs.own(call, head.logId(), what);
        Optional<LogHead> last = state.find(Keys.head(head.logId()));
        if (last.map(LogHead::head).equals(Optional.of(head)) && isRecorded()) {
            return answer(last.get(), log);
        }
        TreeHeads.requireSigned(log, head, what);
        Logs.ownInEpoch(call, head.logId(), head.epoch(), what);
        last.ifPresent(before -> TreeHeads.requireConsistent(log, before.head(), head, request.consistency(), what));
        TreeHeads.requireTime(
                head, last.map(LogHead::head).map(SignedTreeHead::time).orElse(0L), call.at(), what);
        request.totals().forEach(this::record);
        request.closedPeriods().forEach(this::record);
        LogHead anchored = new LogHead(head, call.transactionId(), call.at());
        state.put(Keys.head(head.logId()), anchored);
        return answer(anchored, log);
    }

    /** Whether all that the request reports stands already. */
    private boolean isRecorded() {
        return request.totals().stream().allMatch(total -> stands(totalKey(total), total))
                && request.closedPeriods().stream().allMatch(closed -> stands(closedKey(closed), closed));
    }

    private <T> boolean stands(Key<T> key, T record) {
        return state.find(key).equals(Optional.of(record));
    }

    private void record(UsageTotal total) {
        String which = what + " with total of " + total.grantId() + " " + total.action() + " period " + total.period();
        requireInHead(total.logId(), total.index(), which);
        state.find(totalKey(total)).ifPresent(before -> requireGrown(before, total, which));
        state.put(totalKey(total), total);
        long held = Units.held(state, total.logId(), total.grantId(), total.action());
        if (total.counts().unitsEver() > held) {
            breach(total, held);
        }
    }

    private void breach(UsageTotal total, long held) {
        Key<Breach> key = Keys.breach(total.logId(), total.grantId(), total.action());
        Optional<Breach> first = state.find(key);
        if (first.map(Breach::unitsEver).orElse(0L) >= total.counts().unitsEver()) {
            return;
        }
        state.put(
                key,
                new Breach(
                        total.logId(),
                        total.grantId(),
                        total.action(),
                        total.counts().unitsEver(),
                        held,
                        first.map(Breach::treeSize).orElse(head.treeSize()),
                        first.map(Breach::transactionId).orElse(call.transactionId())));
    }

    private void record(PeriodClosed closed) {
        String which = what + " with end of period " + closed.period() + " of order " + closed.orderId();
        requireInHead(closed.logId(), closed.index(), which);
        state.find(closedKey(closed))
                .ifPresent(before -> ContractRejection.unless(
                        before.equals(closed),
                        RejectionCode.HEAD_CONSISTENCY,
                        which + ": leaf " + before.index() + " ended it, now leaf " + closed.index()));
        state.put(closedKey(closed), closed);
    }

    private void requireInHead(String logId, long index, String which) {
        ContractRejection.unless(
                logId.equals(head.logId()) && index < head.treeSize(),
                RejectionCode.HEAD_CONSISTENCY,
                which + ": leaf " + index + " of log " + logId + " is not under head " + TreeHeads.text(head));
    }

    /** A reservation may be given back, so units may fall; all else only grows (ANCHOR-5). */
    private static void requireGrown(UsageTotal before, UsageTotal now, String which) {
        UsageCounts was = before.counts();
        UsageCounts is = now.counts();
        boolean grown = is.calls() >= was.calls()
                && is.hits() >= was.hits()
                && is.usage() >= was.usage()
                && is.bytes() >= was.bytes()
                && is.denied() >= was.denied();
        boolean later = now.index() > before.index() || now.equals(before);
        ContractRejection.unless(
                grown && later,
                RejectionCode.HEAD_CONSISTENCY,
                which + ": leaf " + now.index() + " has " + is + ", leaf " + before.index() + " had " + was);
    }

    private static Key<UsageTotal> totalKey(UsageTotal total) {
        return Keys.total(total.logId(), total.grantId(), total.action(), total.period());
    }

    private static Key<PeriodClosed> closedKey(PeriodClosed closed) {
        return Keys.periodClosed(closed.orderId(), closed.period(), closed.logId());
    }

    private static JsonObject answer(LogHead head, ReceiptLog log) {
        return JsonObject.builder()
                .put("logHead", LogHeadCodec.toJson(head))
                .put("log", ReceiptLogCodec.toJson(log))
                .build();
    }
}
