package io.kontor.model.receipt;

import io.kontor.model.id.Digest32;

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
public record SignedTreeHead(String logId, long epoch, long treeSize, Digest32 rootHash, long time, String signature) {}
