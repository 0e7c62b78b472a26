package io.kontor.extension.ledger;

import io.kontor.model.member.MemberStatus;
import java.util.Set;

/**
 * What identifies a member's connector.
 *
 * @param participantId identifier in the data space
 * @param status whether the member may act
 * @param connectorKeys pinned fingerprints of use CONNECTOR: lower-case hex SHA-256 of the DER SubjectPublicKeyInfo
 */
public record MemberIdentity(String participantId, MemberStatus status, Set<String> connectorKeys) {
    /** Copies the set. */
    public MemberIdentity {
        connectorKeys = Set.copyOf(connectorKeys);
    }
}
