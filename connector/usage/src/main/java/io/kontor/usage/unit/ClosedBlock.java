package io.kontor.usage.unit;

/**
 * A block that is to be closed (LEASE-2).
 *
 * @param leaseId lease
 * @param used units of it that were used
 * @param unused units of it that go back
 */
public record ClosedBlock(String leaseId, long used, long unused) {}
