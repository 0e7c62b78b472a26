package io.kontor.model.member;

import io.kontor.model.id.Checks;
import io.kontor.model.id.Ids;
import io.kontor.model.id.Uscc;
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
        Optional<String> connectorUrl) {

    public Member {
        Ids.require("participant id", participantId);
        Ids.require("city id", cityId);
        Ids.require("msp id", mspId);
        roles = Checks.ascending("roles", Checks.list("roles", roles, 1, 6));
        Checks.text("name", name, 200);
        uscc.ifPresent(value -> Uscc.require(value));
        keys = Checks.list("keys", keys, 1, 50);
        connectorUrl.ifPresent(value -> Checks.text("connector url", value, 512));
        Checks.distinct("keys", keys, MemberKey::keyId);
        Checks.distinct("keys", keys, MemberKey::fingerprint);
    }
}
