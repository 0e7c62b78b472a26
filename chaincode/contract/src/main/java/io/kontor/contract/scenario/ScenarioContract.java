package io.kontor.contract.scenario;

import io.kontor.contract.authorisation.Authorisations;
import io.kontor.contract.call.Call;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.Checks;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.Reading;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.Records;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.MemberRole;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.resource.Resource;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioCodec;
import io.kontor.model.scenario.ScenarioStatus;
import java.util.List;
import java.util.Optional;

/** Proposal and approval of scenarios. */
public final class ScenarioContract {

    private ScenarioContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        CallerRule regulator = CallerRule.officer(MemberRole.REGULATOR);
        return List.of(
                ContractFunction.of(
                        "scenario:propose", CallerRule.officer(MemberRole.OPERATOR), ScenarioContract::propose),
                ContractFunction.of("scenario:approve", regulator, ScenarioContract::approve),
                ContractFunction.of("scenario:reject", regulator, ScenarioContract::reject),
                ContractFunction.of("scenario:end", regulator, ScenarioContract::end),
                Reading.get("scenario:get", argument -> Keys.scenario(argument.string("scenarioId"))),
                Reading.list("scenario:list", Records.SCENARIO));
    }

    private static JsonObject propose(Call call) {
        Scenario scenario = ScenarioCodec.fromJson(call.argument());
        String what = "Cannot propose scenario " + scenario.scenarioId();
        Checks.isMember(call, scenario.operator(), what);
        ContractRejection.unless(
                scenario.equals(with(scenario, ScenarioStatus.PROPOSED, Optional.empty())),
                RejectionCode.WRONG_STATE,
                what + ": it must be PROPOSED, without approval; it is " + scenario.status());
        Optional<Scenario> stored = call.state()
                .existing(
                        Keys.scenario(scenario.scenarioId()),
                        scenario,
                        before -> with(before, ScenarioStatus.PROPOSED, Optional.empty()));
        if (stored.isPresent()) {
            return ScenarioCodec.toJson(stored.get());
        }
        Authorisation authorisation =
                Authorisations.requireLive(call.state(), scenario.authorisationId(), call.at(), what);
        Checks.isMember(call, authorisation.operator(), what);
        requireCity(scenario.cityId(), authorisation.cityId(), what);
        ContractRejection.unless(
                !scenario.items().isEmpty() && !scenario.resources().isEmpty(),
                RejectionCode.BOUNDS,
                what + ": it has " + scenario.items().size() + " items and "
                        + scenario.resources().size() + " resources, must have at least one of each");
        for (String resourceId : scenario.resources()) {
            Resource resource = call.state().require(Keys.resource(resourceId));
            requireCity(resource.cityId(), scenario.cityId(), what + " with resource " + resourceId);
        }
        return store(call, scenario);
    }

    private static void requireCity(String cityId, String expected, String what) {
        ContractRejection.unless(
                cityId.equals(expected), RejectionCode.CITY, what + ": city is " + cityId + ", must be " + expected);
    }

    private static JsonObject approve(Call call) {
        call.argument().requireOnly("scenarioId", "approvalRef");
        String approvalRef = Checks.text(call, "approvalRef");
        Scenario scenario = supervised(call, ScenarioStatus.APPROVED, List.of(ScenarioStatus.PROPOSED));
        if (scenario.status() == ScenarioStatus.APPROVED) {
            ContractRejection.unless(
                    scenario.approvalRef().equals(Optional.of(approvalRef)),
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    "Cannot approve scenario " + scenario.scenarioId() + " by " + approvalRef + ": it was approved by "
                            + scenario.approvalRef().orElse("nothing"));
            return ScenarioCodec.toJson(scenario);
        }
        return store(call, with(scenario, ScenarioStatus.APPROVED, Optional.of(approvalRef)));
    }

    private static JsonObject reject(Call call) {
        call.argument().requireOnly("scenarioId", "reason");
        Checks.text(call, "reason");
        Scenario scenario = supervised(call, ScenarioStatus.REJECTED, List.of(ScenarioStatus.PROPOSED));
        return store(call, with(scenario, ScenarioStatus.REJECTED, scenario.approvalRef()));
    }

    private static JsonObject end(Call call) {
        call.argument().requireOnly("scenarioId", "reason");
        Checks.text(call, "reason");
        Scenario scenario =
                supervised(call, ScenarioStatus.ENDED, List.of(ScenarioStatus.PROPOSED, ScenarioStatus.APPROVED));
        return store(call, with(scenario, ScenarioStatus.ENDED, scenario.approvalRef()));
    }

    /** The scenario of the caller's city, in one of the states from which it may move, or where it should come. */
    private static Scenario supervised(Call call, ScenarioStatus to, List<ScenarioStatus> from) {
        Scenario scenario = call.state().require(Keys.scenario(call.argument().string("scenarioId")));
        String what = "Cannot set scenario " + scenario.scenarioId() + " to " + to;
        Checks.isOfCity(call, scenario.cityId(), what);
        ContractRejection.unless(
                scenario.status() == to || from.contains(scenario.status()),
                RejectionCode.WRONG_STATE,
                what + ": it is " + scenario.status() + ", must be one of " + from);
        return scenario;
    }

    private static JsonObject store(Call call, Scenario scenario) {
        call.state().put(Keys.scenario(scenario.scenarioId()), scenario);
        return ScenarioCodec.toJson(scenario);
    }

    private static Scenario with(Scenario scenario, ScenarioStatus status, Optional<String> approvalRef) {
        return new Scenario(
                scenario.scenarioId(),
                scenario.authorisationId(),
                scenario.cityId(),
                scenario.operator(),
                scenario.title(),
                scenario.purpose(),
                scenario.items(),
                scenario.resources(),
                scenario.planDigest(),
                status,
                approvalRef);
    }
}
