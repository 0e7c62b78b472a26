package io.kontor.evidence.verify;

import io.kontor.evidence.trust.BlockPosition;
import io.kontor.evidence.trust.LedgerKind;
import io.kontor.evidence.trust.Ordering;
import io.kontor.evidence.trust.Rule;
import io.kontor.model.receipt.LogLeaf;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.receipt.SignedTreeHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The receipt stands under a tree head that the ledger holds as valid.
 *
 * @param ledger what kind of ledger it is
 * @param leaf the receipt
 * @param log the log that it stands in, as the contract named it
 * @param head the head
 * @param anchor who says so
 * @param ordered who ordered it, on the second level
 */
public record ProvenVerdict(
        LedgerKind ledger, LogLeaf leaf, ReceiptLog log, SignedTreeHead head, Anchor anchor, Optional<Ordered> ordered)
        implements Verdict {

    /**
     * The anchoring transaction and who vouches for it.
     *
     * @param transactionId the transaction
     * @param time its time, epoch milliseconds
     * @param creator organisation whose identity submitted it
     * @param attestedBy organisations that attest that it is valid, ascending
     * @param endorsed who endorsed it
     */
    public record Anchor(String transactionId, long time, String creator, List<String> attestedBy, Endorsed endorsed) {

        public Anchor {
            attestedBy = List.copyOf(attestedBy);
        }

        /** Organisations that endorsed it, ascending. */
        public List<String> endorsedBy() {
            return endorsed.by();
        }
    }

    /**
     * Who endorsed a transaction.
     *
     * @param by organisations, ascending
     * @param rule that they satisfy
     * @param epoch configuration block of the epoch whose identities they are
     */
    public record Endorsed(List<String> by, Rule rule, long epoch) {

        public Endorsed {
            by = List.copyOf(by);
        }
    }

    /**
     * Where the transaction was ordered.
     *
     * @param at its block and position
     * @param signedBy consenters that signed the block
     * @param ordering all consenters of the epoch
     * @param bound whether nobody's retired keys can have made the block
     * @param link what read the transaction's work next
     */
    public record Ordered(BlockPosition at, List<Long> signedBy, Ordering ordering, boolean bound, Link link) {

        public Ordered {
            signedBy = List.copyOf(signedBy);
        }
    }

    /**
     * A call that read the head as the transaction left it.
     *
     * @param function function of the contract
     * @param transactionId its transaction
     * @param attestedBy organisations that endorsed it, ascending
     */
    public record Link(String function, String transactionId, List<String> attestedBy) {

        public Link {
            attestedBy = List.copyOf(attestedBy);
        }
    }

    @Override
    public int exitCode() {
        return 0;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("PROVEN, level " + (ordered.isPresent() ? "attested and ordered" : "attested")
                + ": the ledger holds as valid a tree head that contains this receipt");
        lines.addAll(LeafWords.of(leaf));
        lines.add("log " + log.logId() + " is run by supplier " + log.participantId() + " of city " + log.cityId()
                + "; its head has " + head.treeSize() + " leaves and root " + head.rootHash());
        lines.add("anchored by transaction " + anchor.transactionId() + " of " + anchor.creator());
        lines.add("endorsed by " + String.join(", ", anchor.endorsedBy()) + "; the rule is "
                + anchor.endorsed().rule() + ", the identities are of configuration block "
                + anchor.endorsed().epoch());
        lines.add("attested as valid by " + String.join(", ", anchor.attestedBy()));
        ordered.ifPresent(order -> lines.addAll(words(order)));
        lines.add("receipt at " + Instant.ofEpochMilli(leaf.time()) + ", head at " + Instant.ofEpochMilli(head.time())
                + ", transaction at " + Instant.ofEpochMilli(anchor.time())
                + "; the endorsers' clocks bound the transaction's time, the contract the head's");
        if (ledger == LedgerKind.DEVELOPMENT) {
            lines.add("development ledger: consistent, not independently endorsed");
        }
        return List.copyOf(lines);
    }

    private static List<String> words(Ordered order) {
        Ordering all = order.ordering();
        List<String> signers = all.consenters().stream()
                .filter(one -> order.signedBy().contains(one.id()))
                .map(one -> one.id() + " (" + one.mspId() + ")")
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("ordered as number " + order.at().transaction() + " of block "
                + order.at().block() + " by consenters " + String.join(", ", signers) + ": " + signers.size() + " of "
                + all.consenters().size() + ", quorum " + all.quorum() + ", " + all.mayLie() + " may lie");
        lines.add("its work was read at " + order.at() + " by " + order.link().function() + " in "
                + order.link().transactionId() + ", endorsed by "
                + String.join(", ", order.link().attestedBy()));
        if (!order.bound()) {
            lines.add("the block is of an earlier configuration and no headers bind it to the next one: that it was"
                    + " ordered there rests on the attestation");
        }
        return lines;
    }
}
