package io.kontor.model.rating;

/** Whether the fee is charged at all. */
public enum Waiver {
    /** It is charged. */
    NONE,
    /** It is computed and shown, and nothing is charged: use for the public good. */
    PUBLIC_GOOD
}
