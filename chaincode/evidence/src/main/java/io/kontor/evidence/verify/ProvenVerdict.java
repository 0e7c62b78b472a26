package io.kontor.evidence.verify;

import io.kontor.evidence.trust.LedgerKind;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The receipt stands under a tree head that the ledger holds as valid.
 *
 * @param ledger what kind of ledger it is
 * @param leaf the receipt
 * @param log the log that it stands in, as the contract named it
 * @param head the head
 * @param anchor who says so
 */
public record ProvenVerdict(LedgerKind ledger, LogLeaf leaf, ReceiptLog log, SignedTreeHead head, Anchor anchor)
        implements Verdict {

    /**
     * The anchoring transaction and who vouches for it.
     *
     * @param transactionId the transaction
     * @param time its time, epoch milliseconds
     * @param creator organisation whose identity submitted it
     * @param attestedBy organisations that attest that it is valid, ascending
     * @param endorsedBy organisations that endorsed it, ascending
     */
    public record Anchor(
            String transactionId, long time, String creator, List<String> attestedBy, List<String> endorsedBy) {

        public Anchor {
            attestedBy = List.copyOf(attestedBy);
            endorsedBy = List.copyOf(endorsedBy);
        }
    }

    @Override
    public int exitCode() {
        return 0;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("PROVEN, level attested: the ledger holds as valid a tree head that contains this receipt");
        lines.addAll(LeafWords.of(leaf));
        lines.add("log " + log.logId() + " is run by supplier " + log.participantId() + " of city " + log.cityId()
                + "; its head has " + head.treeSize() + " leaves and root " + head.rootHash());
        lines.add("anchored by transaction " + anchor.transactionId() + " of " + anchor.creator());
        lines.add("endorsed by " + String.join(", ", anchor.endorsedBy()));
        lines.add("attested as valid by " + String.join(", ", anchor.attestedBy()));
        lines.add("receipt at " + Instant.ofEpochMilli(leaf.time()) + ", head at " + Instant.ofEpochMilli(head.time())
                + ", transaction at " + Instant.ofEpochMilli(anchor.time()));
        if (ledger == LedgerKind.DEVELOPMENT) {
            lines.add("development ledger: consistent, not independently endorsed");
        }
        return List.copyOf(lines);
    }
}
