package io.kontor.model.sharing;

/** What counts as one revenue for the threshold (SHR-2). */
public enum SplitBasis {
    /** The order: its instalments accumulate, so it cannot be cut up to stay below. */
    ORDER,
    /** Each receipt alone. */
    RECEIPT
}
