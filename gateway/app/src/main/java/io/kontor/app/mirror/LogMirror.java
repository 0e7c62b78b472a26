package io.kontor.app.mirror;

import io.kontor.app.ledger.LedgerLogs;
import io.kontor.app.mirror.MirrorStore.Finding;
import io.kontor.app.mirror.RemoteLog.RemoteLeaf;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleTree;
import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.ReceiptLog;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One mirror's pull of one log: receive what is new, recompute the root at the anchored size, compare. */
final class LogMirror {

    /** Most batches of one pull, so that a long log does not hold up the others. */
    private static final int BATCHES_MAX = 50;

    private final String mirror;
    private final RemoteLog remote;
    private final MirrorStore store;
    private final TreeStore trees;
    private final LedgerLogs ledger;
    private final int batch;
    private final Clock clock;

    LogMirror(String mirror, RemoteLog remote, MirrorTables tables, int batch, Clock clock) {
        this.mirror = mirror;
        this.remote = remote;
        this.store = tables.store();
        this.trees = tables.trees();
        this.ledger = tables.ledger();
        this.batch = batch;
        this.clock = clock;
    }

    void pull(ReceiptLog log) {
        Finding finding;
        try {
            receive(log);
            finding = compare(log);
            if (finding.state() == MirrorState.MISMATCH) {
                // What was received beyond the last right head is received once more: it was not yet vouched for.
                store.truncate(mirror, log.logId(), store.verifiedSize(mirror, log.logId()));
                receive(log);
                finding = compare(log);
            }
        } catch (MirrorException e) {
            finding = Finding.failed(e.state(), String.valueOf(e.getMessage()));
        }
        store.note(mirror, log.logId(), finding, clock.millis());
    }

    private void receive(ReceiptLog log) {
        HashFunction hash = CryptoSuites.named(log.suite()).hash();
        for (int i = 0; i < BATCHES_MAX; i++) {
            List<RemoteLeaf> leaves = remote.leaves(log, store.size(mirror, log.logId()), batch);
            if (leaves.isEmpty()) {
                return;
            }
            store.append(mirror, log.logId(), leaves, hash, clock.millis());
        }
    }

    private Finding compare(ReceiptLog log) {
        Optional<LogHead> anchored = ledger.head(log.logId());
        long size = store.size(mirror, log.logId());
        if (anchored.isEmpty()) {
            return new Finding(MirrorState.PENDING, null, null, null, null, null);
        }
        LogHead head = anchored.get();
        long anchoredSize = head.head().treeSize();
        Digest32 root = head.head().rootHash();
        if (size < anchoredSize) {
            return Finding.failed(
                    MirrorState.BEHIND,
                    "Leaves " + size + " to " + (anchoredSize - 1) + " are anchored and were not received");
        }
        HashFunction hash = CryptoSuites.named(log.suite()).hash();
        Digest32 own = new MerkleTree(hash, trees.of(mirror, log.logId(), size))
                .head(anchoredSize)
                .rootHash();
        boolean same = own.equals(root);
        return new Finding(
                same ? MirrorState.VERIFIED : MirrorState.MISMATCH,
                anchoredSize,
                root.hex(),
                own.hex(),
                head.transactionId(),
                same
                        ? null
                        : "The root of " + anchoredSize + " leaves is " + own.hex() + ", anchored is " + root.hex());
    }
}
