package io.kontor.extension.ledger;

import java.util.Set;

/**
 * What identifies a member's connector.
 *
 * @param participantId identifier in the data space
 * @param standing whether the member may act
 * @param connectorKeys pinned fingerprints of use CONNECTOR: lower-case hex SHA-256 of the DER SubjectPublicKeyInfo
 */
public record MemberIdentity(String participantId, Standing standing, Set<String> connectorKeys) {
    /** Whether a member may act; a suspension or revocation in one city holds in all. */
    public enum Standing {
        ACTIVE,
        SUSPENDED,
        REVOKED
    }

    /** Copies the set. */
    public MemberIdentity {
        connectorKeys = Set.copyOf(connectorKeys);
    }
}
