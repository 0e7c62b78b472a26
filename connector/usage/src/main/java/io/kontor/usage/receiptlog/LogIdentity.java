package io.kontor.usage.receiptlog;

import io.kontor.model.merkle.HashFunction;
import java.time.InstantSource;

/**
 * Which log a store holds.
 *
 * @param logId identifier
 * @param hash hash function of its tree
 * @param clock where the time of leaves comes from
 */
public record LogIdentity(String logId, HashFunction hash, InstantSource clock) {}
