package io.kontor.contract.grant;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantCodec;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.Signature;
import io.kontor.model.rejection.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Countersigning by supplier, seller and buyer: one refusal is enough, ACTIVE needs all three (GRT-4). */
final class GrantSigning {

    private GrantSigning() {}

    static JsonObject sign(Call call) {
        call.argument().requireOnly("grantId", "termsHash");
        Grant grant = awaited(call, "Cannot sign grant ");
        boolean signed = grant.signatures().stream()
                .anyMatch(signature -> signature.participantId().equals(call.participantId()));
        if (signed && !grant.status().ended()) {
            return GrantCodec.toJson(grant);
        }
        requireProposed(grant, "Cannot sign grant ");
        List<Signature> signatures = new ArrayList<>(grant.signatures());
        signatures.add(call.signature());
        if (signatures.size() < Parents.parties(grant).size()) {
            Grant waiting = Grants.with(grant, GrantStatus.PROPOSED, signatures, Optional.empty(), Optional.empty());
            return GrantCodec.toJson(Grants.store(call.state(), waiting));
        }
        return GrantCodec.toJson(comeIntoForce(call.state(), grant, signatures));
    }

    /** ACTIVE, unless it replaces a suspended version: only who may resume lifts a suspension (GRT-5). */
    private static Grant comeIntoForce(LedgerState state, Grant grant, List<Signature> signatures) {
        Optional<String> suspendedFor = state.find(Keys.grant(grant.grantId()))
                .filter(current -> current.status() == GrantStatus.SUSPENDED)
                .flatMap(Grant::reason);
        GrantStatus status = suspendedFor.isPresent() ? GrantStatus.SUSPENDED : GrantStatus.ACTIVE;
        Grant next = Grants.with(grant, status, signatures, suspendedFor, Optional.empty());
        Limits.requireAboveUsed(state, next, "Cannot sign grant " + grant.grantId());
        Grants.allow(state, next);
        return Grants.store(state, next);
    }

    static JsonObject refuse(Call call) {
        call.argument().requireOnly("grantId", "termsHash", "reason");
        String reason = Checks.text(call, "reason");
        Grant grant = awaited(call, "Cannot refuse grant ");
        if (grant.status() == GrantStatus.REFUSED) {
            return GrantCodec.toJson(grant);
        }
        requireProposed(grant, "Cannot refuse grant ");
        if (grant.version() == 1) {
            return GrantCodec.toJson(Grants.end(call.state(), grant, GrantStatus.REFUSED, reason, call.at()));
        }
        return GrantCodec.toJson(Grants.store(
                call.state(),
                Grants.with(
                        grant, GrantStatus.REFUSED, grant.signatures(), Optional.of(reason), Optional.of(call.at()))));
    }

    /** The newest version while it waits for signatures, else the one in force; the caller is a party and names its hash. */
    private static Grant awaited(Call call, String verb) {
        LedgerState state = call.state();
        String grantId = call.argument().string("grantId");
        Digest32 termsHash = call.argument().string("termsHash", Digest32::fromHex);
        Grant current = state.require(Keys.grant(grantId));
        Grant newest = state.require(Keys.grantVersion(grantId, Grants.newestVersion(state, grantId)));
        boolean waiting =
                newest.status() == GrantStatus.PROPOSED && !current.status().ended();
        Grant grant = waiting ? newest : current;
        String what = verb + grantId + " version " + grant.version();
        Checks.isOneOf(call, Parents.parties(grant), what);
        ContractRejection.unless(
                grant.termsHash().equals(termsHash),
                RejectionCode.TERMS_HASH,
                what + ": its terms have the hash " + grant.termsHash().hex() + ", named is " + termsHash.hex());
        return grant;
    }

    private static void requireProposed(Grant grant, String verb) {
        ContractRejection.unless(
                grant.status() == GrantStatus.PROPOSED,
                RejectionCode.WRONG_STATE,
                verb + grant.grantId() + ": it is " + grant.status() + ", must be PROPOSED");
    }
}
