package io.kontor.contract.order;

import io.kontor.contract.authorisation.Authorisations;
import io.kontor.contract.call.Call;
import io.kontor.contract.call.Checks;
import io.kontor.contract.city.Cities;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.LedgerState;
import io.kontor.model.json.JsonObject;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderProposal;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.order.TermsCommitment;
import io.kontor.model.product.NegotiatedTerms;
import io.kontor.model.product.NegotiatedTermsCodec;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.scenario.Scenario;
import java.util.List;
import java.util.TreeSet;

/** Negotiated terms of an order: who must know them, that they are what was committed to, and that they are forgotten (CNF-1 to CNF-6). */
final class Confiding {

    private Confiding() {}

    /** The cities of suppliers, seller and buyer, and no other (CNF-2). */
    static void requireCities(LedgerState state, OrderProposal proposal, Scenario scenario, String what) {
        proposal.confidential().ifPresent(terms -> {
            TreeSet<String> cities = new TreeSet<>(List.of(scenario.cityId()));
            for (String party : List.of(proposal.seller(), proposal.buyer())) {
                cities.add(state.require(Keys.member(party)).cityId());
            }
            ContractRejection.unless(
                    terms.cities().equals(List.copyOf(cities)),
                    RejectionCode.ORDER,
                    what + ": its terms are for " + terms.cities() + ", must be for " + cities);
        });
    }

    /** Nobody signs terms that the collection does not hold. */
    static void requireConfided(LedgerState state, Order order, String what) {
        order.confidential()
                .ifPresent(terms -> ContractRejection.unless(
                        state.isConfided(order.orderId(), terms),
                        RejectionCode.WRONG_STATE,
                        what + ": its negotiated terms have not been confided"));
    }

    static JsonObject confide(Call call) {
        NegotiatedTerms terms = NegotiatedTermsCodec.fromJson(call.argument());
        LedgerState state = call.state();
        Order order = state.require(Keys.order(terms.orderId()));
        String what = "Cannot confide terms of order " + order.orderId();
        Checks.isOneOf(call, List.of(order.buyer(), order.seller()), what);
        TermsCommitment commitment = commitment(order, what);
        ContractRejection.unless(
                NegotiatedTermsCodec.digest(terms).equals(commitment.digest()),
                RejectionCode.TERMS_HASH,
                what + ": their digest is " + NegotiatedTermsCodec.digest(terms).hex() + ", the order has "
                        + commitment.digest().hex());
        requireTariff(state, order, terms.tariff(), what);
        if (state.find(Keys.terms(order.orderId())).isEmpty()) {
            ContractRejection.unless(
                    order.status() == OrderStatus.PROPOSED,
                    RejectionCode.WRONG_STATE,
                    what + ": it is " + order.status() + ", must be PROPOSED");
            state.put(Keys.terms(order.orderId()), terms);
        }
        return NegotiatedTermsCodec.toJson(terms);
    }

    private static void requireTariff(LedgerState state, Order order, ProductTariff tariff, String what) {
        ContractRejection.unless(
                tariff.productId().equals(order.productId()) && tariff.version() == order.tariffVersion(),
                RejectionCode.ORDER,
                what + ": the tariff is of " + tariff.productId() + " " + tariff.version() + ", the order of "
                        + order.productId() + " " + order.tariffVersion());
        Scenario scenario = state.require(Keys.scenario(order.scenarioId()));
        tariff.tariff()
                .prices()
                .firstAbove(Cities.profile(state, scenario.cityId()).priceCaps())
                .ifPresent(excess -> {
                    throw new ContractRejection(RejectionCode.PRICE_CAP, what + ": " + excess.message());
                });
    }

    static JsonObject forget(Call call) {
        call.argument().requireOnly("orderId");
        LedgerState state = call.state();
        Order order = state.require(Keys.order(call.argument().string("orderId")));
        String what = "Cannot forget terms of order " + order.orderId();
        TermsCommitment commitment = commitment(order, what);
        boolean regulator = commitment.cities().stream().anyMatch(city -> Checks.isRegulatorOf(call, city));
        if (!regulator) {
            Checks.isMember(call, order.seller(), what);
        }
        Scenario scenario = state.require(Keys.scenario(order.scenarioId()));
        Authorisations.requireOver(call, state.require(Keys.authorisation(scenario.authorisationId())), what);
        if (state.isConfided(order.orderId(), commitment)) {
            state.purge(order.orderId(), commitment);
        }
        return JsonObject.builder().put("orderId", order.orderId()).build();
    }

    private static TermsCommitment commitment(Order order, String what) {
        return order.confidential()
                .orElseThrow(
                        () -> new ContractRejection(RejectionCode.WRONG_STATE, what + ": it has no negotiated terms"));
    }
}
