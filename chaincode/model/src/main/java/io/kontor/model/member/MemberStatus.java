package io.kontor.model.member;

/** Life of a membership; a revocation in one city holds in all. */
public enum MemberStatus {
    ACTIVE,
    SUSPENDED,
    REVOKED
}
