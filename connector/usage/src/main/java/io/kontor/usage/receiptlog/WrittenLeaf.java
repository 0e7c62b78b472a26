package io.kontor.usage.receiptlog;

import io.kontor.model.receipt.LogLeaf;

/**
 * A leaf with its bytes.
 *
 * @param leaf the leaf
 * @param bytes its exact bytes
 * @param <L> kind of leaf
 */
@SuppressWarnings("ArrayRecordComponent")
public record WrittenLeaf<L extends LogLeaf>(L leaf, byte[] bytes) {}
