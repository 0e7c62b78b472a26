package io.kontor.model.member;

/** Decides how a supplier's share reaches it (INT-23). */
public enum LegalForm {
    /** Share goes by non-tax notice to the treasury. */
    PUBLIC_UNIT,
    /** Share is paid with a receipt. */
    PRIVATE
}
