package io.kontor.contract.consent;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.Checks;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.Reading;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.Records;
import io.kontor.model.consent.Consent;
import io.kontor.model.consent.ConsentCodec;
import io.kontor.model.consent.ConsentStatus;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.MemberRole;
import io.kontor.model.rejection.RejectionCode;
import java.util.List;
import java.util.Optional;

/** Attestation and revocation of consents; they are claimed by the logs (CLAIM-4). */
public final class ConsentContract {

    private static final int BATCH_MAX = 256;

    private ConsentContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        CallerRule exchange = CallerRule.officer(MemberRole.EXCHANGE);
        return List.of(
                ContractFunction.of(
                        "consent:attest",
                        exchange,
                        call -> ConsentCodec.toJson(attest(call, ConsentCodec.fromJson(call.argument())))),
                ContractFunction.of("consent:attestAll", exchange, ConsentContract::attestAll),
                ContractFunction.of("consent:revoke", exchange, ConsentContract::revoke),
                Reading.get("consent:get", argument -> Keys.consent(argument.string("consentId"))),
                Reading.list("consent:list", Records.CONSENT));
    }

    private static JsonObject attestAll(Call call) {
        List<Consent> consents =
                call.argument().requireOnly("consents").array("consents").objects(ConsentCodec::fromJson);
        ContractRejection.unless(
                !consents.isEmpty() && consents.size() <= BATCH_MAX,
                RejectionCode.BOUNDS,
                "Cannot attest consents: there are " + consents.size() + ", must be 1 to " + BATCH_MAX);
        List<Consent> attested =
                consents.stream().map(consent -> attest(call, consent)).toList();
        return JsonObject.builder()
                .put("consents", JsonArray.ofObjects(attested, ConsentCodec::toJson))
                .build();
    }

    private static Consent attest(Call call, Consent consent) {
        String what = "Cannot attest consent " + consent.consentId();
        ContractRejection.unless(
                !call.caller().member().roles().contains(MemberRole.BUYER),
                RejectionCode.ROLE,
                what + ": " + call.participantId() + " is a buyer; an attester is neutral");
        Checks.isMember(call, consent.attester(), what);
        ContractRejection.unless(
                consent.status() == ConsentStatus.GIVEN,
                RejectionCode.WRONG_STATE,
                what + ": it is " + consent.status() + ", must be GIVEN");
        Optional<Consent> stored =
                call.state().existing(Keys.consent(consent.consentId()), consent, ConsentContract::asGiven);
        if (stored.isEmpty()) {
            call.state().put(Keys.consent(consent.consentId()), consent);
        }
        return stored.orElse(consent);
    }

    private static JsonObject revoke(Call call) {
        call.argument().requireOnly("consentId");
        Consent consent = call.state().require(Keys.consent(call.argument().string("consentId")));
        String what = "Cannot revoke consent " + consent.consentId();
        Checks.isMember(call, consent.attester(), what);
        if (consent.status() == ConsentStatus.REVOKED) {
            return ConsentCodec.toJson(consent);
        }
        ContractRejection.unless(
                consent.status() == ConsentStatus.GIVEN,
                RejectionCode.WRONG_STATE,
                what + ": it is " + consent.status() + ", must be GIVEN");
        Consent revoked = Consents.with(consent, ConsentStatus.REVOKED, Optional.empty(), Optional.empty());
        call.state().put(Keys.consent(consent.consentId()), revoked);
        return ConsentCodec.toJson(revoked);
    }

    private static Consent asGiven(Consent stored) {
        return Consents.with(stored, ConsentStatus.GIVEN, Optional.empty(), Optional.empty());
    }
}
