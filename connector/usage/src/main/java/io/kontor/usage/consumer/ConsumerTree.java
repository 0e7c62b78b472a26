package io.kontor.usage.consumer;

import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.merkle.MerkleFrontier;
import io.kontor.model.merkle.MerkleHasher;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.CallReceipt;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The consumer's own tree over the answered calls of one agreement (SES-8). Guarded by itself. */
final class ConsumerTree {

    private final MerkleHasher hasher = new MerkleHasher(HashFunction.sha256());
    private final MerkleFrontier frontier = MerkleFrontier.empty(HashFunction.sha256());

    synchronized void add(CallReceipt receipt, byte[] leaf) {
        frontier.append(hasher.leaf(entry(receipt, hasher.leaf(leaf))));
    }

    synchronized TreeHead head() {
        return frontier.head();
    }

    /** {@code str grantId · id16 callId · u64 sequence · d32 leaf hash of the receipt}. */
    private static byte[] entry(CallReceipt receipt, Digest32 leafHash) {
        byte[] grantId = receipt.grantId().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        entry.write(grantId.length);
        entry.writeBytes(grantId);
        entry.writeBytes(HexFormat.of().parseHex(receipt.callId()));
        entry.writeBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(receipt.sequence()).array());
        entry.writeBytes(leafHash.bytes());
        return entry.toByteArray();
    }
}
