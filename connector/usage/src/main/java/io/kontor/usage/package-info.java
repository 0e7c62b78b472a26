/** The usage-control engine: compiled policy, leases, counters, journal, receipts, anchoring. */
@org.jspecify.annotations.NullMarked
package io.kontor.usage;
