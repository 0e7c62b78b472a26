package io.kontor.model.resource;

/** How a data item is masked where a grant has the duty MASK (domain F-04). */
public enum Sensitivity {
    NONE,
    /** Keep the first character. */
    NAME,
    /** Keep the first three and the last two characters. */
    IDENTIFIER,
    /** Replace the value but for its last character. */
    SEX
}
