package io.kontor.model.receipt;

/**
 * The newest anchored head of a log; one key, one writer.
 *
 * @param head signed head
 * @param transactionId transaction that anchored it
 * @param anchoredAt transaction time, epoch milliseconds
 */
public record LogHead(SignedTreeHead head, String transactionId, long anchoredAt) {}
