package io.kontor.cli.chaos;

import io.kontor.model.receipt.LogHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold on the ledger itself after a run: no anchor lost, none doubled, and no standing still for long. */
final class LedgerVerdict {

    /** Longest that a transaction may wait on a network whose leader or peers are killed. */
    static final long STALL_MS = 30_000;

    /** Digits of a transaction that are printed. */
    private static final int NAMED = 8;

    private LedgerVerdict() {}

    /**
     * The anchors of a log in a run.
     *
     * @param before its head when the run began, if it had one
     * @param written heads in the blocks of the run, in their order
     * @param after its head on the ledger at the end; what was anchored since then may be among those in the blocks
     */
    record Anchors(Optional<LogHead> before, List<AnchoredHead> written, LogHead after) {

        Anchors {
            written = List.copyOf(written);
        }
    }

    /** Each head was written once and is later than the one before, no size falls, and the head on the ledger is one of them. */
    static Check anchors(Anchors anchors) {
        String logId = anchors.after().head().logId();
        List<String> wrong = new ArrayList<>();
        Optional<LogHead> last = anchors.before();
        for (AnchoredHead anchor : anchors.written()) {
            last.ifPresent(known -> wrong.addAll(afterOf(known, anchor)));
            last = Optional.of(anchor.head());
        }
        if (anchors.written().stream().noneMatch(anchor -> anchor.head().equals(anchors.after()))
                && !anchors.before().equals(Optional.of(anchors.after()))) {
            wrong.add(
                    "the last in the blocks is " + last.map(LedgerVerdict::text).orElse("none"));
        }
        String got = anchors.written().size() + " anchors, "
                + (wrong.isEmpty() ? "the last " + text(anchors.after()) : wrong.get(0));
        return new Check(
                "anchors of " + logId + " in the blocks",
                "each once, sizes rising, the last " + text(anchors.after()),
                got,
                wrong.isEmpty());
    }

    private static List<String> afterOf(LogHead known, AnchoredHead anchor) {
        boolean same = anchor.size() == known.head().treeSize()
                && anchor.head().head().time() == known.head().time();
        if (same) {
            return List.of(text(known) + " twice, again in block " + anchor.block());
        }
        boolean falls = anchor.size() < known.head().treeSize();
        return falls ? List.of("after " + text(known) + " comes " + text(anchor.head())) : List.of();
    }

    private static String text(LogHead head) {
        String transaction = head.transactionId();
        return "of " + head.head().treeSize() + " leaves in "
                + transaction.substring(0, Math.min(NAMED, transaction.length()));
    }

    /** A transaction by whichever peer went through again in time. */
    static Check stall(Pulse pulse) {
        return new Check(
                "longest stall of a transaction",
                "at most " + STALL_MS + " ms",
                pulse.longest() + " ms of " + pulse.beats() + " transactions",
                pulse.beats() > 0 && pulse.longest() <= STALL_MS);
    }
}
