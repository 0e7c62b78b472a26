package io.kontor.usage.receiptlog;

import io.kontor.crypto.suite.SigningKey;
import io.kontor.crypto.suite.VerifyingKey;
import io.kontor.model.merkle.TreeHead;
import io.kontor.model.receipt.SignedTreeHead;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Signs and verifies heads over the bytes of LOG-2. Thread-safe. */
public final class HeadSigner {

    private final String logId;
    private final SigningKey key;

    /**
     * A signer for one log.
     *
     * @param logId log
     * @param key its key
     */
    public HeadSigner(String logId, SigningKey key) {
        this.logId = logId;
        this.key = key;
    }

    /** Signs a head. */
    public SignedTreeHead sign(TreeHead head, long epoch, long time) {
        byte[] signature = key.sign(bytes(logId, epoch, head, time));
        return new SignedTreeHead(
                logId,
                epoch,
                head.treeSize(),
                head.rootHash(),
                time,
                Base64.getEncoder().encodeToString(signature));
    }

    /** Whether a head is signed by a key. */
    public static boolean verifies(SignedTreeHead head, VerifyingKey by) {
        TreeHead tree = new TreeHead(head.treeSize(), head.rootHash());
        return by.verify(
                Base64.getDecoder().decode(head.signature()), bytes(head.logId(), head.epoch(), tree, head.time()));
    }

    private static byte[] bytes(String logId, long epoch, TreeHead head, long time) {
        String text = "kontor-tree-head-v1\n" + logId + "\n" + epoch + "\n" + head.treeSize() + "\n"
                + head.rootHash().hex() + "\n" + time + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
