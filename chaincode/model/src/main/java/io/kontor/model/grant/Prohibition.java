package io.kontor.model.grant;

/** Prohibitions of a grant. */
public enum Prohibition {
    /** No onward transfer, paid or free. */
    DISTRIBUTE
}
