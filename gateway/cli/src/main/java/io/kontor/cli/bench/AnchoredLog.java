package io.kontor.cli.bench;

import io.kontor.cli.synthetic.Parties;
import io.kontor.client.ledger.Ledger;
import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.GrowingSubtrees;
import io.kontor.model.merkle.MerkleTree;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.AnchorRequest;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.receipt.UsageCounts;
import io.kontor.model.receipt.UsageTotal;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** A synthetic log that anchors heads of a growing tree with the totals of denied calls, which take no unit. For one thread. */
final class AnchoredLog {

    private static final CryptoSuite SUITE = CryptoSuites.intl();
    private static final Digest32 LEAF = Digest32.of(SUITE.digest(new byte[1]));

    private final String logId;
    private final ReceiptLedger ledger;
    private final SigningKey key = SUITE.newSigningKey();
    private final GrowingSubtrees subtrees = new GrowingSubtrees(SUITE.hash());
    private final MerkleTree tree = new MerkleTree(SUITE.hash(), subtrees);
    private final int receipts;
    private final int totals;
    private long size;
    private long anchored;

    /**
     * @param logId a log that is not registered yet
     * @param supplier the ledger as its connector sees it
     * @param plan receipts and totals of an anchor
     */
    AnchoredLog(String logId, Ledger supplier, LedgerBenchmark.Plan plan) {
        this.logId = logId;
        this.ledger = new ReceiptLedger(supplier);
        this.receipts = plan.receipts();
        this.totals = plan.totals();
    }

    /** Registers it and claims its first epoch, by a ledger that answers when all peers have it. */
    void open(Ledger settled) {
        ReceiptLedger registry = new ReceiptLedger(settled);
        String spki = Base64.getEncoder().encodeToString(key.verifyingKey().spki());
        registry.registerLog(
                new ReceiptLog(logId, Parties.SUPPLIER, "F", SUITE.name(), spki, "http://127.0.0.1:1/" + logId, 0, ""));
        registry.claimEpoch(logId, 1, "0".repeat(31) + "1");
    }

    /** Grows and anchors the new head. */
    void anchor() {
        for (int i = 0; i < receipts; i++) {
            subtrees.append(LEAF);
        }
        size += receipts;
        TreeHead head = tree.head(size);
        ledger.anchor(new AnchorRequest(
                signed(head),
                anchored == 0 ? List.of() : tree.consistency(anchored, size).path(),
                IntStream.range(0, totals).mapToObj(this::total).toList(),
                List.of()));
        anchored = size;
    }

    private UsageTotal total(int grant) {
        UsageCounts counts = new UsageCounts(0, 0, 0, 0, 0, size / totals);
        return new UsageTotal(logId, "G-BENCH-" + grant, Action.PROCESS, 1, size - 1 - grant, counts);
    }

    private SignedTreeHead signed(TreeHead head) {
        long time = System.currentTimeMillis();
        byte[] message = SignedTreeHead.message(logId, 1, head, time);
        String signature = Base64.getEncoder().encodeToString(key.sign(message));
        return new SignedTreeHead(logId, 1, head.treeSize(), head.rootHash(), time, signature);
    }
}
