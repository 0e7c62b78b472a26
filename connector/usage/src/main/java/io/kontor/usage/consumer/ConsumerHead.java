package io.kontor.usage.consumer;

import io.kontor.model.receipt.SignedTreeHead;

/**
 * The consumer's signed head of one agreement.
 *
 * @param grantId agreement
 * @param head the head
 * @param body canonical JSON body of its request (SES-8)
 */
@SuppressWarnings("ArrayRecordComponent")
public record ConsumerHead(String grantId, SignedTreeHead head, byte[] body) {}
