package io.kontor.model.order;

/** State of an order. */
public enum OrderStatus {
    PROPOSED,
    ACTIVE,
    CLOSED
}
