package io.kontor.model.receipt;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.merkle.TreeHead;
import java.nio.charset.StandardCharsets;

/**
 * Signed head of a receipt log (RFC 9162 tree); the signed bytes are in docs/spec/receipt-log.md.
 *
 * @param logId log
 * @param epoch epoch of the instance that signed
 * @param treeSize number of leaves
 * @param rootHash root
 * @param time epoch milliseconds, never going back within a log
 * @param signature signature by the log's key, base64 DER
 */
public record SignedTreeHead(String logId, long epoch, long treeSize, Digest32 rootHash, long time, String signature) {

    public SignedTreeHead {
        Ids.require("log id", logId);
        Checks.range("epoch", epoch, 0, Checks.MAX);
        Checks.range("tree size", treeSize, 0, Checks.MAX);
        Checks.time("time", time);
        Checks.base64("signature", signature, 1024);
    }

    /** Size and root. */
    public TreeHead head() {
        return new TreeHead(treeSize, rootHash);
    }

    /** The bytes that the signature covers (LOG-2). */
    public byte[] message() {
        return message(logId, epoch, head(), time);
    }

    /** The bytes that a log's key signs (LOG-2). */
    public static byte[] message(String logId, long epoch, TreeHead head, long time) {
        String text = "kontor-tree-head-v1\n" + logId + "\n" + epoch + "\n" + head.treeSize() + "\n"
                + head.rootHash().hex() + "\n" + time + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
