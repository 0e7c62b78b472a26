package io.kontor.cli.chaos;

import io.kontor.model.receipt.LogHead;
import io.kontor.model.receipt.LogHeadCodec;
import java.util.List;

/**
 * A head of a log as a valid transaction wrote it.
 *
 * @param block number of the block
 * @param head head
 */
record AnchoredHead(long block, LogHead head) {

    private static final String HEADS = "head/";

    String logId() {
        return head.head().logId();
    }

    long size() {
        return head.head().treeSize();
    }

    /** The heads among what was written, in their order. */
    static List<AnchoredHead> of(List<LedgerWrite> written) {
        return written.stream()
                .filter(write -> write.key().startsWith(HEADS))
                .map(write -> new AnchoredHead(write.block(), LogHeadCodec.fromJson(write.json())))
                .toList();
    }
}
