package io.kontor.contract.grant;

import io.kontor.contract.authorisation.Authorisations;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.grant.Grant;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberStatus;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a grant hangs on: order, product, scenario, authorisation and its three members. They are read at each check, so an end of a parent holds
 * at once, whatever the order of the records.
 */
final class Parents {

    private Parents() {}

    /** Why the grant's parents are not live, or empty when they are. */
    static Optional<String> notLive(LedgerState state, Grant grant, long at) {
        for (String participantId : parties(grant)) {
            Member member = state.require(Keys.member(participantId));
            if (member.status() != MemberStatus.ACTIVE) {
                return Optional.of("member " + participantId + " is " + member.status());
            }
        }
        OrderStatus order = state.require(Keys.order(grant.orderId())).status();
        if (order != OrderStatus.ACTIVE) {
            return Optional.of("order " + grant.orderId() + " is " + order);
        }
        Product product = product(state, grant);
        if (product.status() == ProductStatus.SUSPENDED) {
            return Optional.of("product " + product.productId() + " is SUSPENDED");
        }
        Scenario scenario = state.require(Keys.scenario(grant.terms().scenarioId()));
        if (scenario.status() != ScenarioStatus.APPROVED) {
            return Optional.of("scenario " + scenario.scenarioId() + " is " + scenario.status());
        }
        Authorisation authorisation = state.require(Keys.authorisation(scenario.authorisationId()));
        if (!Authorisations.isLive(authorisation, at)) {
            return Optional.of("authorisation " + authorisation.authorisationId() + " is " + authorisation.status());
        }
        return Optional.empty();
    }

    private static Product product(LedgerState state, Grant grant) {
        Order order = state.require(Keys.order(grant.orderId()));
        return state.require(Keys.product(order.productId()));
    }

    /** The authorisation under which the grant's scenario runs. */
    static Authorisation authorisation(LedgerState state, Grant grant) {
        Scenario scenario = state.require(Keys.scenario(grant.terms().scenarioId()));
        return state.require(Keys.authorisation(scenario.authorisationId()));
    }

    /** The keys of the grant and of everything that it hangs on. */
    static List<String> keys(LedgerState state, Grant grant) {
        List<String> keys = new ArrayList<>();
        keys.add(Keys.grant(grant.grantId()).name());
        parties(grant).forEach(party -> keys.add(Keys.member(party).name()));
        keys.add(Keys.order(grant.orderId()).name());
        keys.add(Keys.product(product(state, grant).productId()).name());
        keys.add(Keys.scenario(grant.terms().scenarioId()).name());
        keys.add(Keys.authorisation(authorisation(state, grant).authorisationId())
                .name());
        return keys;
    }

    /** Which parent has ended for good, or empty when none has. */
    static Optional<String> ended(LedgerState state, Grant grant, long at) {
        for (String participantId : parties(grant)) {
            if (state.require(Keys.member(participantId)).status() == MemberStatus.REVOKED) {
                return Optional.of("member " + participantId + " is REVOKED");
            }
        }
        Scenario scenario = state.require(Keys.scenario(grant.terms().scenarioId()));
        if (scenario.status() == ScenarioStatus.ENDED) {
            return Optional.of("scenario " + scenario.scenarioId() + " is ENDED");
        }
        Authorisation authorisation = state.require(Keys.authorisation(scenario.authorisationId()));
        boolean over = authorisation.status() == AuthorisationStatus.CLOSED || at >= authorisation.endsAt();
        return over ? Optional.of("authorisation " + authorisation.authorisationId() + " has ended") : Optional.empty();
    }

    /** Supplier, seller and buyer, each once. */
    static List<String> parties(Grant grant) {
        return List.of(grant.supplier(), grant.seller(), grant.buyer()).stream()
                .distinct()
                .toList();
    }
}
