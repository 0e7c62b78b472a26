package io.kontor.contract.order;

import io.kontor.contract.authorisation.Authorisations;
import io.kontor.contract.call.Call;
import io.kontor.contract.call.CallerRule;
import io.kontor.contract.call.Checks;
import io.kontor.contract.call.ContractFunction;
import io.kontor.contract.call.Reading;
import io.kontor.contract.city.Cities;
import io.kontor.contract.rejection.ContractRejection;
import io.kontor.contract.state.Keys;
import io.kontor.contract.state.Records;
import io.kontor.model.city.CityProfile;
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.MemberRole;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderCodec;
import io.kontor.model.order.OrderProposal;
import io.kontor.model.order.OrderProposalCodec;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.order.Signature;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioStatus;
import io.kontor.model.sharing.SplitPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Orders, signed by buyer and seller. */
public final class OrderContract {

    private OrderContract() {}

    /** The functions of this capability. */
    public static List<ContractFunction> functions() {
        return List.of(
                ContractFunction.of("order:propose", CallerRule.officer(MemberRole.BUYER), OrderContract::propose),
                ContractFunction.of("order:sign", CallerRule.officer(MemberRole.OPERATOR), OrderContract::sign),
                ContractFunction.of(
                        "order:confide", CallerRule.officer(MemberRole.BUYER, MemberRole.OPERATOR), Confiding::confide),
                ContractFunction.of(
                        "order:forget",
                        CallerRule.officer(MemberRole.OPERATOR, MemberRole.REGULATOR),
                        Confiding::forget),
                Reading.get("order:terms", argument -> Keys.terms(argument.string("orderId"))),
                Reading.get("order:get", argument -> Keys.order(argument.string("orderId"))),
                Reading.list("order:list", Records.ORDER));
    }

    private static JsonObject propose(Call call) {
        OrderProposal proposal = OrderProposalCodec.fromJson(call.argument());
        String what = "Cannot propose order " + proposal.orderId();
        Checks.isMember(call, proposal.buyer(), what);
        Optional<Order> stored = call.state().find(Keys.order(proposal.orderId()));
        if (stored.isPresent()) {
            Order order = stored.get();
            return OrderCodec.toJson(call.state()
                    .existing(
                            Keys.order(order.orderId()),
                            order(proposal, order.splitPlan(), List.of()),
                            before -> order(proposalOf(before), before.splitPlan(), List.of()))
                    .orElseThrow());
        }
        Scenario scenario = requireProduct(call, proposal, what);
        Confiding.requireCities(call.state(), proposal, scenario, what);
        CityProfile city = Cities.profile(call.state(), scenario.cityId());
        Cities.requireRecognised(
                call.state(), city.cityId(), call.caller().member().cityId(), what);
        Order order = order(proposal, city.splitPlan(), List.of(call.signature()));
        call.state().put(Keys.order(order.orderId()), order);
        return OrderCodec.toJson(order);
    }

    private static Scenario requireProduct(Call call, OrderProposal proposal, String what) {
        Product product = call.state().require(Keys.product(proposal.productId()));
        ContractRejection.unless(
                product.status() == ProductStatus.LISTED
                        && product.operator().equals(proposal.seller())
                        && product.scenarioId().equals(proposal.scenarioId())
                        && product.tariffVersion() == proposal.tariffVersion(),
                RejectionCode.ORDER,
                what + ": it names " + proposal.seller() + ", " + proposal.scenarioId() + " and tariff "
                        + proposal.tariffVersion() + ", the " + product.status() + " product has " + product.operator()
                        + ", " + product.scenarioId() + " and tariff " + product.tariffVersion());
        Scenario scenario = call.state().require(Keys.scenario(product.scenarioId()));
        ContractRejection.unless(
                scenario.status() == ScenarioStatus.APPROVED,
                RejectionCode.SCENARIO,
                what + ": scenario " + scenario.scenarioId() + " is " + scenario.status() + ", must be APPROVED");
        Authorisations.requireLive(call.state(), scenario.authorisationId(), call.at(), what);
        return scenario;
    }

    private static JsonObject sign(Call call) {
        call.argument().requireOnly("orderId");
        Order order = call.state().require(Keys.order(call.argument().string("orderId")));
        String what = "Cannot sign order " + order.orderId();
        Checks.isMember(call, order.seller(), what);
        if (order.status() == OrderStatus.ACTIVE) {
            return OrderCodec.toJson(order);
        }
        ContractRejection.unless(
                order.status() == OrderStatus.PROPOSED,
                RejectionCode.WRONG_STATE,
                what + ": it is " + order.status() + ", must be PROPOSED");
        Confiding.requireConfided(call.state(), order, what);
        List<Signature> signatures = new ArrayList<>(order.signatures());
        signatures.add(call.signature());
        Order signed = new Order(
                order.orderId(),
                order.productId(),
                order.tariffVersion(),
                order.scenarioId(),
                order.seller(),
                order.buyer(),
                order.splitPlan(),
                order.users(),
                order.applications(),
                order.period(),
                OrderStatus.ACTIVE,
                signatures,
                order.confidential());
        call.state().put(Keys.order(order.orderId()), signed);
        return OrderCodec.toJson(signed);
    }

    private static Order order(OrderProposal proposal, SplitPlan plan, List<Signature> signatures) {
        return new Order(
                proposal.orderId(),
                proposal.productId(),
                proposal.tariffVersion(),
                proposal.scenarioId(),
                proposal.seller(),
                proposal.buyer(),
                plan,
                proposal.users(),
                proposal.applications(),
                1,
                OrderStatus.PROPOSED,
                signatures,
                proposal.confidential());
    }

    private static OrderProposal proposalOf(Order order) {
        return new OrderProposal(
                order.orderId(),
                order.productId(),
                order.tariffVersion(),
                order.scenarioId(),
                order.seller(),
                order.buyer(),
                order.users(),
                order.applications(),
                order.confidential());
    }
}
