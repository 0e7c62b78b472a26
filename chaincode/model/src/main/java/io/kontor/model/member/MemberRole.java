package io.kontor.model.member;

/** What a member does in the federation (domain A). */
public enum MemberRole {
    /** Supervises a city: admits members, opens and closes authorisations, approves scenarios. */
    REGULATOR,
    /** Registers resources and gives codes. */
    REGISTRAR,
    /** Runs the authorised operation of a city and sells products. */
    OPERATOR,
    /** Attests consents; neutral, never the buyer. */
    EXCHANGE,
    /** Supplies data through its own connector. */
    SUPPLIER,
    /** Buys and uses data through its own connector. */
    BUYER
}
