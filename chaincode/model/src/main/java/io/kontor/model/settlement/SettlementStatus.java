package io.kontor.model.settlement;

/** State of a settlement period (domain 3.8). */
public enum SettlementStatus {
    OPEN,
    CLOSED_FOR_METERING,
    CALCULATED,
    CONFIRMED,
    PAID,
    SHARED,
    NON_TAX_NOTICED,
    TREASURY_PAID
}
