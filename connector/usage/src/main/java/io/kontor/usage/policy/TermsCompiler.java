package io.kontor.usage.policy;

import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.resource.DataItem;
import io.kontor.model.resource.PersonalData;
import io.kontor.model.resource.Resource;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that terms are understood as a whole and fit the class of the data; otherwise the grant is refused (INV-4, H-04). */
final class TermsCompiler {

    private static final int LOWEST_GRADE = 1;

    private TermsCompiler() {}

    /** What each action that the grant does not allow is refused with. */
    static Map<Action, Refusal> closedActions(GrantFacts facts) {
        Set<Action> granted = facts.grant().terms().actions().stream()
                .map(ActionTerms::action)
                .collect(Collectors.toSet());
        Map<Action, Refusal> closed = new EnumMap<>(Action.class);
        for (Action action : Action.values()) {
            Optional<Refusal> misfit = misfit(facts, action);
            if (misfit.isPresent()) {
                closed.put(action, misfit.get());
            } else if (facts.grant().terms().prohibitions().contains(Prohibition.of(action))) {
                closed.put(
                        action,
                        new Refusal(
                                RejectionCode.PROHIBITED,
                                "Cannot " + action + " under grant "
                                        + facts.grant().grantId() + ": it prohibits " + action));
            } else if (!granted.contains(action)) {
                closed.put(
                        action,
                        new Refusal(
                                RejectionCode.ACTION,
                                "Cannot " + action + " under grant "
                                        + facts.grant().grantId() + ": it allows " + granted));
            }
        }
        return closed;
    }

    /** Why the terms as a whole are not served. */
    static Optional<Refusal> refusal(GrantFacts facts) {
        GrantTerms terms = facts.grant().terms();
        for (ActionTerms action : terms.actions()) {
            Optional<Refusal> misfit = misfit(facts, action.action());
            if (misfit.isPresent()) {
                return misfit;
            }
        }
        return inconsistent(facts)
                .map(reason -> new Refusal(
                        RejectionCode.NO_AGREEMENT,
                        "Cannot serve grant " + facts.grant().grantId() + ": " + reason));
    }

    private static Optional<String> inconsistent(GrantFacts facts) {
        GrantTerms terms = facts.grant().terms();
        Resource resource = facts.resource();
        if (!terms.resourceId().equals(resource.resourceId())
                || !facts.grant().resourceId().equals(resource.resourceId())) {
            return Optional.of(
                    "its terms name resource " + terms.resourceId() + ", the resource is " + resource.resourceId());
        }
        if (!terms.scenarioId().equals(facts.scenario().scenarioId())) {
            return Optional.of("its terms name scenario " + terms.scenarioId() + ", the order's is "
                    + facts.scenario().scenarioId());
        }
        if (!facts.scenario().resources().contains(resource.resourceId())) {
            return Optional.of(
                    "scenario " + facts.scenario().scenarioId() + " does not bind resource " + resource.resourceId());
        }
        if (resource.personalData() == PersonalData.PERSONAL && terms.consent() == ConsentRule.NONE) {
            return Optional.of("it demands no consent, resource " + resource.resourceId() + " holds personal data");
        }
        Optional<String> unfulfillable =
                terms.unfulfillable(resource.sensitiveItems(), facts.city().utcOffsetMinutes());
        if (unfulfillable.isPresent()) {
            return unfulfillable;
        }
        return unknownFields(terms, resource);
    }

    private static Optional<String> unknownFields(GrantTerms terms, Resource resource) {
        Set<String> items = resource.dictionary().stream().map(DataItem::name).collect(Collectors.toSet());
        Set<String> unknown = new HashSet<>(terms.fields());
        unknown.removeAll(items);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "its fields " + unknown + " are not in the dictionary of resource " + resource.resourceId());
    }

    private static Optional<Refusal> misfit(GrantFacts facts, Action action) {
        Resource resource = facts.resource();
        int downloadGradeMax = facts.city().limits().downloadGradeMax();
        if (resource.dataClass()
                .allowedActions(resource.grade(), downloadGradeMax)
                .contains(action)) {
            return Optional.empty();
        }
        boolean byGrade = resource.dataClass()
                .allowedActions(LOWEST_GRADE, downloadGradeMax)
                .contains(action);
        RejectionCode code = byGrade ? RejectionCode.GRADE : RejectionCode.MODE;
        return Optional.of(new Refusal(
                code,
                "Cannot " + action + " resource " + resource.resourceId() + ": its class is " + resource.dataClass()
                        + ", its grade " + resource.grade()));
    }
}
