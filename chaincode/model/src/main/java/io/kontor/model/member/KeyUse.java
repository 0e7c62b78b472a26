package io.kontor.model.member;

/** What a pinned key may do. */
public enum KeyUse {
    /** Signs what binds the member: orders, grants, confirmations, decisions. */
    OFFICER,
    /** Acts for the member's connector: proposes grants, registers logs, anchors, leases, claims, counts. */
    CONNECTOR
}
