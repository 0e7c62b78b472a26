package io.kontor.model.product;

/** State of a product (the short form of domain 3.4). */
public enum ProductStatus {
    LISTED,
    SUSPENDED,
    DELISTED
}
