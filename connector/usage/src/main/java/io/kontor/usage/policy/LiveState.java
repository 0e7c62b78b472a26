package io.kontor.usage.policy;

import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.city.RegistrationRule;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.resource.ResourceStatus;
import io.kontor.model.scenario.ScenarioStatus;
import java.util.Optional;

/** Whether a grant and everything above it is live, apart from the time: computed once per reading of the ledger. */
final class LiveState {

    private LiveState() {}

    /** The first reason for which nothing is served, in the order of the codes. */
    static Optional<Refusal> refusal(GrantFacts facts) {
        return parents(facts).or(() -> grant(facts));
    }

    private static Optional<Refusal> parents(GrantFacts facts) {
        Optional<String> dead = member("supplier", facts.supplier())
                .or(() -> member("seller", facts.seller()))
                .or(() -> member("buyer", facts.buyer()))
                .or(() -> recognition(facts))
                .or(() -> authorisation(facts))
                .or(() -> records(facts));
        return dead.map(reason -> refusal(facts, RejectionCode.NO_AUTHORISATION, reason));
    }

    private static Optional<String> member(String role, Member member) {
        return member.status() == MemberStatus.ACTIVE
                ? Optional.empty()
                : Optional.of(role + " " + member.participantId() + " is " + member.status());
    }

    private static Optional<String> recognition(GrantFacts facts) {
        String buyersCity = facts.buyer().cityId();
        boolean recognised = buyersCity.equals(facts.city().cityId())
                || facts.city().recognisedCities().contains(buyersCity);
        return recognised
                ? Optional.empty()
                : Optional.of("city " + facts.city().cityId() + " does not recognise city " + buyersCity);
    }

    private static Optional<String> authorisation(GrantFacts facts) {
        AuthorisationStatus status = facts.authorisation().status();
        return status == AuthorisationStatus.ACTIVE
                ? Optional.empty()
                : Optional.of("authorisation " + facts.authorisation().authorisationId() + " is " + status);
    }

    private static Optional<String> records(GrantFacts facts) {
        if (facts.scenario().status() != ScenarioStatus.APPROVED) {
            return Optional.of("scenario " + facts.scenario().scenarioId() + " is "
                    + facts.scenario().status());
        }
        if (facts.product().status() == ProductStatus.SUSPENDED) {
            return Optional.of("product " + facts.product().productId() + " is SUSPENDED");
        }
        if (facts.order().status() != OrderStatus.ACTIVE) {
            return Optional.of(
                    "order " + facts.order().orderId() + " is " + facts.order().status());
        }
        ResourceStatus resource = facts.resource().status();
        boolean gated = facts.city().registration() == RegistrationRule.GATE;
        return gated && resource != ResourceStatus.REGISTERED
                ? Optional.of("resource " + facts.resource().resourceId() + " is " + resource)
                : Optional.empty();
    }

    private static Optional<Refusal> grant(GrantFacts facts) {
        GrantStatus status = facts.grant().status();
        String reason = facts.grant().reason().map(text -> " (" + text + ")").orElse("");
        return switch (status) {
            case ACTIVE -> Optional.empty();
            case PROPOSED, REFUSED ->
                Optional.of(refusal(facts, RejectionCode.NO_AGREEMENT, "it is " + status + reason));
            case SUSPENDED -> Optional.of(refusal(facts, RejectionCode.SUSPENDED, "it is SUSPENDED" + reason));
            case TERMINATED, CLOSED ->
                Optional.of(refusal(facts, RejectionCode.TERMINATED, "it is " + status + reason));
            case EXPIRED -> Optional.of(refusal(facts, RejectionCode.AFTER_WINDOW, "it is EXPIRED" + reason));
        };
    }

    private static Refusal refusal(GrantFacts facts, RejectionCode code, String reason) {
        return new Refusal(code, "Cannot serve grant " + facts.grant().grantId() + ": " + reason);
    }
}
