package io.kontor.model.receipt;

/**
 * A block of units in one instance's hands; no expiry.
 *
 * @param request what was asked for and given
 * @param status OPEN until closed by a return, a write-off or a later epoch
 * @param used units counted as used once closed
 */
public record Lease(LeaseRequest request, LeaseStatus status, long used) {}
