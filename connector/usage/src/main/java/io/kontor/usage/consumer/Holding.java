package io.kontor.usage.consumer;

import io.kontor.model.grant.Action;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.ChunkStore;
import io.kontor.model.merkle.ChunkedEntries;
import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.GrowingSubtrees;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.MerkleTree;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.receipt.SignedTreeHead;
import io.kontor.model.settlement.PeriodCount;
import io.kontor.usage.session.HeadDuty;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is held of one grant: its tree, its receipts, its counts and its last signed head. Guarded by the journal's state. */
final class Holding {

    private record CountKey(String orderId, Action action, int period) {

        static CountKey of(CallReceipt receipt) {
            return new CountKey(receipt.orderId(), receipt.action(), receipt.period());
        }
    }

    private final String grantId;
    private final MerkleHasher hasher;
    private final GrowingSubtrees subtrees;
    private final MerkleTree tree;
    private final Map<CountKey, Tally> counts = new HashMap<>();
    private final ChunkedEntries numbers;
    private final HeadDuty duty = new HeadDuty();
    private @Nullable SignedTreeHead lastHead;
    private @Nullable DeletionStatement deleted;

    Holding(String grantId, HashFunction hash, ChunkStore chunks) {
        this.grantId = grantId;
        this.hasher = new MerkleHasher(hash);
        this.subtrees = new GrowingSubtrees(hash, chunks);
        this.numbers = new ChunkedEntries(chunks, Integer.BYTES);
        this.tree = new MerkleTree(hash, subtrees);
    }

    void take(int number, CallReceipt receipt, Digest32 leafHash, long receivedAt) {
        numbers.add(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        duty.answered(receivedAt);
        if (receipt.kind() != LeafKind.RESERVED) {
            subtrees.append(hasher.leaf(leaf(receipt, leafHash)));
            counts.merge(CountKey.of(receipt), Tally.of(receipt), Tally::plus);
        }
    }

    /** What the count of a receipt's order, action and period would be with it. */
    Tally with(CallReceipt receipt) {
        return counts.getOrDefault(CountKey.of(receipt), Tally.ZERO).plus(Tally.of(receipt));
    }

    /** The leaf of an answered call in the own tree (SES-8). */
    static byte[] leaf(CallReceipt receipt, Digest32 leafHash) {
        byte[] grant = receipt.grantId().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(grant.length);
        out.writeBytes(grant);
        out.writeBytes(HexFormat.of().parseHex(receipt.callId()));
        out.writeBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(receipt.sequence()).array());
        out.writeBytes(leafHash.bytes());
        return out.toByteArray();
    }

    TreeHead head() {
        return tree.head(subtrees.size());
    }

    /** Head over the leaves whose receipts are durable. */
    TreeHead durableHead(ReceiptTable table, int durableReceipts) {
        long size = subtrees.size();
        for (int at = receipts() - 1; at >= 0 && number(at) >= durableReceipts; at--) {
            size -= table.kind(number(at)) == LeafKind.RESERVED ? 0 : 1;
        }
        return tree.head(size);
    }

    ConsistencyProof consistency(long first, long second) {
        return tree.consistency(first, second);
    }

    boolean headDue(long now) {
        return duty.due(now);
    }

    void signed(SignedTreeHead head) {
        lastHead = head;
    }

    /** The supplier took it: it covers the calls that were answered. */
    void taken(SignedTreeHead head) {
        lastHead = head;
        duty.taken(head.treeSize(), head.rootHash(), head.time());
    }

    Optional<SignedTreeHead> lastHead() {
        return Optional.ofNullable(lastHead);
    }

    List<PeriodCount> counts(String orderId, int period) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().orderId().equals(orderId)
                        && entry.getKey().period() == period
                        && entry.getValue().calls() > 0)
                .map(entry -> count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(PeriodCount::action))
                .toList();
    }

    private PeriodCount count(CountKey key, Tally tally) {
        return new PeriodCount(grantId, key.action(), tally.calls(), tally.hits(), tally.usage());
    }

    int receipts() {
        return Math.toIntExact(numbers.count());
    }

    int number(int at) {
        return numbers.get(at, (bytes, from) -> ByteBuffer.wrap(bytes).getInt(from));
    }

    void deleted(DeletionStatement statement) {
        deleted = statement;
    }

    Optional<DeletionStatement> deletion() {
        return Optional.ofNullable(deleted);
    }
}
