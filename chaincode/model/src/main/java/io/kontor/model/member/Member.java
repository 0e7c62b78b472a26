package io.kontor.model.member;

import java.util.List;
import java.util.Optional;

/**
 * A member of the federation with the keys that it alone may act with. A city's authority issues certificates, but only a key pinned
 * here can act for the member (architecture §7).
 *
 * @param participantId identifier in the data space, e.g. {@code F-H1}
 * @param cityId city that admitted the member
 * @param mspId organisation whose authority issues the member's certificates
 * @param roles what the member may do, ascending, at least one
 * @param name display name of the organisation
 * @param uscc unified social credit code, where it has one
 * @param legalForm public unit or private body (INT-23)
 * @param status life of the membership
 * @param keys pinned keys
 * @param connectorUrl DSP address of the member's connector, where it has one
 */
public record Member(
        String participantId,
        String cityId,
        String mspId,
        List<MemberRole> roles,
        String name,
        Optional<String> uscc,
        LegalForm legalForm,
        MemberStatus status,
        List<MemberKey> keys,
        Optional<String> connectorUrl) {}
