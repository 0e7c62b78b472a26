package io.kontor.contract.product;

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
import io.kontor.model.json.JsonObject;
import io.kontor.model.member.MemberRole;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductCodec;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.product.ProductTariffCodec;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Listing of products with a tariff version within the city's caps. */
public final class ProductContract {

    private ProductContract() {}

    /** The functions of this capability; {@code product:list} is the act of listing. */
    public static List<ContractFunction> functions() {
        return List.of(
                ContractFunction.of("product:list", CallerRule.officer(MemberRole.OPERATOR), ProductContract::list),
                ContractFunction.of(
                        "product:suspend", CallerRule.officer(MemberRole.REGULATOR), ProductContract::suspend),
                ContractFunction.of("product:delist", CallerRule.officer(MemberRole.OPERATOR), ProductContract::delist),
                Reading.get("product:get", argument -> Keys.product(argument.string("productId"))),
                Reading.get(
                        "product:tariff",
                        argument -> Keys.tariff(argument.string("productId"), argument.intValue("version"))),
                Reading.list("product:catalogue", Records.PRODUCT));
    }

    private static JsonObject list(Call call) {
        call.argument().requireOnly("product", "tariff");
        Product product = call.argument().object("product", ProductCodec::fromJson);
        ProductTariff tariff = call.argument().object("tariff", ProductTariffCodec::fromJson);
        String what = "Cannot list product " + product.productId();
        Checks.isMember(call, product.operator(), what);
        Checks.isOfCity(call, product.cityId(), what);
        Optional<Product> before = call.state().find(Keys.product(product.productId()));
        if (call.state()
                .existing(Keys.tariff(product.productId(), tariff.version()), tariff, UnaryOperator.identity())
                .isPresent()) {
            return ProductCodec.toJson(call.state()
                    .existing(Keys.product(product.productId()), product, stored -> as(stored, product))
                    .orElseThrow());
        }
        requireNextVersion(product, tariff, before, what);
        Scenario scenario = requireScenario(call, product, what);
        requireWithinCap(call, scenario, tariff, what);
        call.state().put(Keys.tariff(product.productId(), tariff.version()), tariff);
        return store(call, product);
    }

    /** The stored product as it was listed with the tariff version of the other. */
    private static Product as(Product stored, Product listed) {
        return with(stored, listed.tariffVersion(), ProductStatus.LISTED);
    }

    private static void requireNextVersion(
            Product product, ProductTariff tariff, Optional<Product> before, String what) {
        int next = before.map(Product::tariffVersion).orElse(0) + 1;
        ContractRejection.unless(
                tariff.productId().equals(product.productId())
                        && tariff.version() == next
                        && product.tariffVersion() == next
                        && product.status() == ProductStatus.LISTED,
                RejectionCode.WRONG_STATE,
                what + ": it is " + product.status() + " with version " + product.tariffVersion()
                        + ", its tariff is of "
                        + tariff.productId() + " with version " + tariff.version() + ", must be LISTED with version "
                        + next);
        before.ifPresent(listed -> {
            ContractRejection.unless(
                    listed.status() == ProductStatus.LISTED,
                    RejectionCode.WRONG_STATE,
                    what + " again: it is " + listed.status());
            ContractRejection.unless(
                    listed.operator().equals(product.operator())
                            && listed.scenarioId().equals(product.scenarioId()),
                    RejectionCode.ALREADY_EXISTS_DIFFERENT,
                    what + " again: operator and scenario are " + listed.operator() + " and " + listed.scenarioId()
                            + ", must not change to " + product.operator() + " and " + product.scenarioId());
        });
    }

    private static Scenario requireScenario(Call call, Product product, String what) {
        Scenario scenario = call.state().require(Keys.scenario(product.scenarioId()));
        ContractRejection.unless(
                scenario.status() == ScenarioStatus.APPROVED
                        && scenario.operator().equals(product.operator()),
                RejectionCode.SCENARIO,
                what + ": scenario " + scenario.scenarioId() + " of " + scenario.operator() + " is " + scenario.status()
                        + ", must be an approved one of " + product.operator());
        Authorisations.requireLive(call.state(), scenario.authorisationId(), call.at(), what);
        return scenario;
    }

    /** The caps are those of the city whose data it is, which is the scenario's, wherever the operator belongs. */
    private static void requireWithinCap(Call call, Scenario scenario, ProductTariff tariff, String what) {
        BandSchedule caps = Cities.profile(call.state(), scenario.cityId()).priceCaps();
        tariff.tariff().prices().firstAbove(caps).ifPresent(excess -> {
            throw new ContractRejection(RejectionCode.PRICE_CAP, what + ": " + excess.message());
        });
    }

    private static JsonObject suspend(Call call) {
        Product product = existing(call);
        Checks.isOfCity(call, product.cityId(), "Cannot suspend product " + product.productId());
        return move(call, product, ProductStatus.SUSPENDED);
    }

    private static JsonObject delist(Call call) {
        Product product = existing(call);
        Checks.isMember(call, product.operator(), "Cannot delist product " + product.productId());
        return move(call, product, ProductStatus.DELISTED);
    }

    private static Product existing(Call call) {
        call.argument().requireOnly("productId", "reason");
        Checks.text(call, "reason");
        return call.state().require(Keys.product(call.argument().string("productId")));
    }

    private static JsonObject move(Call call, Product product, ProductStatus to) {
        ContractRejection.unless(
                product.status() != ProductStatus.DELISTED || to == ProductStatus.DELISTED,
                RejectionCode.WRONG_STATE,
                "Cannot set product " + product.productId() + " to " + to + ": it is DELISTED, which is final");
        return store(call, with(product, product.tariffVersion(), to));
    }

    private static Product with(Product product, int tariffVersion, ProductStatus status) {
        return new Product(
                product.productId(),
                product.operator(),
                product.cityId(),
                product.scenarioId(),
                product.title(),
                tariffVersion,
                status);
    }

    private static JsonObject store(Call call, Product product) {
        call.state().put(Keys.product(product.productId()), product);
        return ProductCodec.toJson(product);
    }
}
