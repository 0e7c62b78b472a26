package io.kontor.dataplane.consumer;

/**
 * Where a supplier serves an agreement.
 *
 * @param baseUrl base URL of its data plane
 * @param logId receipt log of that instance
 */
public record SupplierAddress(String baseUrl, String logId) {}
