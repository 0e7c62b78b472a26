package io.kontor.contract.authorisation;

import io.kontor.contract.call.Call;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.Checks;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.Reading;
import io.kontor.contract.city.Cities;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Entries.Pointer;
import io.kontor.contract.state.Key;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.Records;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationCodec;
import io.kontor.model.authorisation.AuthorisationOpening;
import io.kontor.model.authorisation.AuthorisationOpeningCodec;
import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.city.CityProfile;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberRole;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.rejection.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opening, accepting, suspending and closing of authorisations. */
public final class AuthorisationContract {

    private AuthorisationContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        CallerRule regulator = CallerRule.officer(MemberRole.REGULATOR);
        return List.of(
                ContractFunction.of("authorisation:open", regulator, AuthorisationContract::open),
                ContractFunction.of(
                        "authorisation:accept", CallerRule.officer(MemberRole.OPERATOR), AuthorisationContract::accept),
                ContractFunction.of(
                        "authorisation:suspend",
                        regulator,
                        call -> move(call, Set.of(AuthorisationStatus.ACTIVE), AuthorisationStatus.SUSPENDED)),
                ContractFunction.of(
                        "authorisation:resume",
                        regulator,
                        call -> move(call, Set.of(AuthorisationStatus.SUSPENDED), AuthorisationStatus.ACTIVE)),
                ContractFunction.of(
                        "authorisation:close",
                        regulator,
                        call -> move(
                                call,
                                Set.of(
                                        AuthorisationStatus.OPENED,
                                        AuthorisationStatus.ACTIVE,
                                        AuthorisationStatus.SUSPENDED),
                                AuthorisationStatus.CLOSED)),
                Reading.get("authorisation:get", argument -> Keys.authorisation(argument.string("authorisationId"))),
                Reading.list("authorisation:list", Records.AUTHORISATION));
    }

    private static JsonObject open(Call call) {
        AuthorisationOpening opening = AuthorisationOpeningCodec.fromJson(call.argument());
        String what = "Cannot open authorisation " + opening.authorisationId();
        Checks.isOfCity(call, opening.cityId(), what);
        CityProfile city = Cities.profile(call.state(), opening.cityId());
        ContractRejection.unless(
                opening.termMonths() >= 1
                        && opening.termMonths() <= city.limits().maxTermMonths(),
                RejectionCode.TERM_LIMIT,
                what + ": its term is " + opening.termMonths() + " months, must be 1 to "
                        + city.limits().maxTermMonths());
        Authorisation authorisation = new Authorisation(
                opening.authorisationId(),
                opening.cityId(),
                opening.operator(),
                opening.decisionRef(),
                opening.startsAt(),
                opening.termMonths(),
                Cities.plusMonths(city, opening.startsAt(), opening.termMonths()),
                AuthorisationStatus.OPENED,
                Optional.empty(),
                Optional.empty());
        Optional<Authorisation> stored = call.state()
                .existing(
                        Keys.authorisation(opening.authorisationId()),
                        authorisation,
                        before -> with(before, AuthorisationStatus.OPENED, Optional.empty(), Optional.empty()));
        if (stored.isPresent()) {
            return AuthorisationCodec.toJson(stored.get());
        }
        requireOperator(call, opening, what);
        useDecision(call, opening, what);
        return store(call, authorisation);
    }

    private static void requireOperator(Call call, AuthorisationOpening opening, String what) {
        Member operator = call.state().require(Keys.member(opening.operator()));
        ContractRejection.unless(
                operator.roles().contains(MemberRole.OPERATOR),
                RejectionCode.ROLE,
                what + ": " + operator.participantId() + " is " + operator.roles() + ", must be OPERATOR");
        Cities.requireRecognised(call.state(), opening.cityId(), operator.cityId(), what);
    }

    private static void useDecision(Call call, AuthorisationOpening opening, String what) {
        byte[] reference = opening.decisionRef().getBytes(StandardCharsets.UTF_8);
        Key<Pointer> key = Keys.decision(
                opening.cityId(), Digest32.of(HashFunction.sha256().hash(reference)));
        call.state().find(key).ifPresent(used -> {
            throw new ContractRejection(
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    what + ": decision " + opening.decisionRef() + " opened " + used.id());
        });
        call.state().put(key, new Pointer(opening.authorisationId()));
    }

    private static JsonObject accept(Call call) {
        call.argument().requireOnly("authorisationId");
        Authorisation authorisation = require(call);
        String what = "Cannot accept authorisation " + authorisation.authorisationId();
        Checks.isMember(call, authorisation.operator(), what);
        if (authorisation.status() == AuthorisationStatus.ACTIVE) {
            return AuthorisationCodec.toJson(authorisation);
        }
        ContractRejection.unless(
                authorisation.status() == AuthorisationStatus.OPENED,
                RejectionCode.WRONG_STATE,
                what + ": it is " + authorisation.status() + ", must be OPENED");
        return store(call, with(authorisation, AuthorisationStatus.ACTIVE, Optional.empty(), Optional.empty()));
    }

    private static JsonObject move(Call call, Set<AuthorisationStatus> from, AuthorisationStatus to) {
        call.argument().requireOnly("authorisationId", "reason");
        String reason = Checks.text(call, "reason");
        Authorisation authorisation = require(call);
        String what = "Cannot set authorisation " + authorisation.authorisationId() + " to " + to;
        Checks.isOfCity(call, authorisation.cityId(), what);
        if (authorisation.status() == to) {
            return AuthorisationCodec.toJson(authorisation);
        }
        ContractRejection.unless(
                from.contains(authorisation.status()),
                RejectionCode.WRONG_STATE,
                what + ": it is " + authorisation.status());
        Optional<Long> closedAt = to == AuthorisationStatus.CLOSED ? Optional.of(call.at()) : Optional.empty();
        return store(call, with(authorisation, to, closedAt, Optional.of(reason)));
    }

    private static Authorisation require(Call call) {
        return call.state().require(Keys.authorisation(call.argument().string("authorisationId")));
    }

    private static JsonObject store(Call call, Authorisation authorisation) {
        call.state().put(Keys.authorisation(authorisation.authorisationId()), authorisation);
        return AuthorisationCodec.toJson(authorisation);
    }

    private static Authorisation with(
            Authorisation authorisation, AuthorisationStatus status, Optional<Long> closedAt, Optional<String> reason) {
        return new Authorisation(
                authorisation.authorisationId(),
                authorisation.cityId(),
                authorisation.operator(),
                authorisation.decisionRef(),
                authorisation.startsAt(),
                authorisation.termMonths(),
                authorisation.endsAt(),
                status,
                closedAt,
                reason);
    }
}
