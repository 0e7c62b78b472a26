package io.kontor.contract.city;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.Checks;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.Creator;
import io.kontor.contract.call.Reading;
import io.kontor.contract.call.StrangerCall;
import io.kontor.contract.member.Pinning;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.MspKind;
import io.kontor.contract.state.Entries.MspOwner;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.contract.state.Records;
import io.kontor.model.city.CityProfile;
import io.kontor.model.city.CityProfileCodec;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.KeyUse;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberCodec;
import io.kontor.model.member.MemberRole;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.rejection.RejectionCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Founding of cities, versions of their profiles, recognition of each other. */
public final class CityContract {

    private static final String REGULATOR_UNIT = "regulator";

    private CityContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        return List.of(
                ContractFunction.forStrangers("city:found", CityContract::found),
                ContractFunction.of("city:publish", CallerRule.officer(MemberRole.REGULATOR), CityContract::publish),
                ContractFunction.of(
                        "city:recognise", CallerRule.officer(MemberRole.REGULATOR), CityContract::recognise),
                Reading.get("city:get", argument -> Keys.city(argument.string("cityId"))),
                Reading.list("city:list", Records.CITY));
    }

    private static JsonObject found(StrangerCall call) {
        call.argument().requireOnly("profile", "member");
        CityProfile profile = call.argument().object("profile", CityProfileCodec::fromJson);
        Member member = call.argument().object("member", MemberCodec::fromJson);
        LedgerState state = call.state();
        String what = "Cannot found city " + profile.cityId();
        requireFounder(call.creator(), profile, member, what);
        Optional<CityProfile> stored =
                state.existing(Keys.cityVersion(profile.cityId(), 1), profile, UnaryOperator.identity());
        if (stored.isPresent()) {
            return CityProfileCodec.toJson(stored.get());
        }
        ContractRejection.unless(
                profile.version() == 1,
                RejectionCode.WRONG_STATE,
                what + ": its version is " + profile.version() + ", must be 1");
        claimMsp(state, profile.regulatorMsp(), new MspOwner(profile.cityId(), MspKind.REGULATOR), what);
        claimMsp(state, profile.operatorMsp(), new MspOwner(profile.cityId(), MspKind.OPERATOR), what);
        ContractRejection.unless(
                !state.exists(Keys.member(member.participantId())),
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                what + ": member " + member.participantId() + " exists");
        Pinning.admit(state, member);
        Witnesses.admit(state, profile);
        return store(state, profile);
    }

    private static void requireFounder(Creator creator, CityProfile profile, Member member, String what) {
        ContractRejection.unless(
                creator.units().contains(REGULATOR_UNIT),
                RejectionCode.ROLE,
                what + ": the caller's certificate has the units " + creator.units() + ", must have " + REGULATOR_UNIT);
        ContractRejection.unless(
                profile.regulatorMsp().equals(creator.mspId()) && member.mspId().equals(creator.mspId()),
                RejectionCode.ORGANISATION,
                what + ": the caller is of " + creator.mspId() + ", the regulator of " + profile.regulatorMsp()
                        + ", its member of " + member.mspId());
        ContractRejection.unless(
                member.keys().stream()
                        .anyMatch(key ->
                                key.use() == KeyUse.OFFICER && key.fingerprint().equals(creator.fingerprint())),
                RejectionCode.KEY,
                what + ": " + member.participantId() + " has no officer key with the caller's fingerprint "
                        + creator.fingerprint().hex());
        ContractRejection.unless(
                member.roles().contains(MemberRole.REGULATOR),
                RejectionCode.ROLE,
                what + ": " + member.participantId() + " is " + member.roles() + ", must be REGULATOR");
        ContractRejection.unless(
                member.cityId().equals(profile.cityId()),
                RejectionCode.CITY,
                what + ": its regulator is of city " + member.cityId());
        ContractRejection.unless(
                member.status() == MemberStatus.ACTIVE,
                RejectionCode.WRONG_STATE,
                what + ": its regulator is " + member.status() + ", must be ACTIVE");
    }

    private static void claimMsp(LedgerState state, String mspId, MspOwner owner, String what) {
        Optional<MspOwner> before = state.find(Keys.msp(mspId));
        ContractRejection.unless(
                before.isEmpty(),
                RejectionCode.ORGANISATION,
                what + ": " + mspId + " belongs to city "
                        + before.map(MspOwner::cityId).orElse(""));
        state.put(Keys.msp(mspId), owner);
    }

    private static JsonObject publish(Call call) {
        CityProfile profile = CityProfileCodec.fromJson(call.argument());
        String what = "Cannot publish profile of city " + profile.cityId();
        Checks.isOfCity(call, profile.cityId(), what);
        CityProfile current = call.state().require(Keys.city(profile.cityId()));
        if (call.state()
                .existing(Keys.cityVersion(profile.cityId(), profile.version()), profile, UnaryOperator.identity())
                .isPresent()) {
            return CityProfileCodec.toJson(profile);
        }
        ContractRejection.unless(
                profile.version() == current.version() + 1,
                RejectionCode.WRONG_STATE,
                what + ": its version is " + profile.version() + ", must be " + (current.version() + 1));
        ContractRejection.unless(
                profile.regulatorMsp().equals(current.regulatorMsp())
                        && profile.operatorMsp().equals(current.operatorMsp()),
                RejectionCode.ORGANISATION,
                what + ": its organisations are " + profile.regulatorMsp() + " and " + profile.operatorMsp()
                        + ", must stay " + current.regulatorMsp() + " and " + current.operatorMsp());
        return store(call.state(), profile);
    }

    private static JsonObject recognise(Call call) {
        call.argument().requireOnly("cityId", "recognised");
        String cityId = call.argument().string("cityId");
        String recognised = call.argument().string("recognised");
        String what = "Cannot recognise city " + recognised + " in " + cityId;
        Checks.isOfCity(call, cityId, what);
        CityProfile current = call.state().require(Keys.city(cityId));
        ContractRejection.unless(
                !recognised.equals(cityId) && call.state().exists(Keys.city(recognised)),
                RejectionCode.CITY,
                what + ": it must be another city that exists");
        if (current.recognisedCities().contains(recognised)) {
            return CityProfileCodec.toJson(current);
        }
        List<String> cities = new ArrayList<>(current.recognisedCities());
        cities.add(recognised);
        cities.sort(null);
        return store(
                call.state(),
                new CityProfile(
                        cityId,
                        current.version() + 1,
                        current.name(),
                        current.regulatorMsp(),
                        current.operatorMsp(),
                        current.limits(),
                        current.priceCaps(),
                        current.splitPlan(),
                        current.registration(),
                        current.settlement(),
                        current.utcOffsetMinutes(),
                        cities));
    }

    private static JsonObject store(LedgerState state, CityProfile profile) {
        state.put(Keys.city(profile.cityId()), profile);
        state.put(Keys.cityVersion(profile.cityId(), profile.version()), profile);
        return CityProfileCodec.toJson(profile);
    }
}
