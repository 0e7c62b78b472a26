package io.kontor.cli.synthetic;

import io.kontor.cli.deploy.Cast;
import io.kontor.model.authorisation.AuthorisationOpening;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.Duty;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.grant.ViewingBounds;
import io.kontor.model.id.Digest32;
import io.kontor.model.merkle.HashFunction;
import io.kontor.model.order.Credential;
import io.kontor.model.order.OrderProposal;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rating.Tariff;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.DataItem;
import io.kontor.model.resource.PersonalData;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.ResourceStatus;
import io.kontor.model.resource.Sensitivity;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The records of a synthetic deal from its resources to the terms of its grants. */
final class DealRecords {

    /** The one item of each resource. */
    static final String ITEM = "synthetic";

    private static final int TERM_MONTHS = 24;
    private static final Duration WINDOW = Duration.ofDays(30);

    private final DealPlan plan;
    private final long startOfDay;
    private final List<Credential> users;
    private final List<Credential> applications;

    /**
     * @param plan what differs
     * @param parties who calls
     * @param startOfDay when everything begins, epoch milliseconds
     */
    DealRecords(DealPlan plan, Parties parties, long startOfDay) {
        this.plan = plan;
        this.startOfDay = startOfDay;
        this.users = List.of(Parties.credential(parties.user()));
        this.applications = List.of(Parties.credential(parties.application()));
    }

    Resource resource(DealPlan.Listed listed) {
        boolean personal = listed.personal() == PersonalData.PERSONAL;
        return new Resource(
                listed.resourceId(),
                Parties.SUPPLIER,
                Cast.CITY_F,
                plan.titles().resource(),
                personal ? DataClass.STRUCTURED_SENSITIVE : DataClass.STRUCTURED_PLAIN,
                personal ? 3 : 1,
                listed.personal(),
                List.of(new DataItem(ITEM, "text", Sensitivity.NONE)),
                digest("legality of " + listed.resourceId()),
                ResourceStatus.SUBMITTED,
                Optional.empty(),
                List.of());
    }

    AuthorisationOpening authorisation() {
        return new AuthorisationOpening(
                plan.authorisationId(), Cast.CITY_F, Parties.OPERATOR, plan.decisionId(), startOfDay, TERM_MONTHS);
    }

    Scenario scenario() {
        return new Scenario(
                plan.scenarioId(),
                plan.authorisationId(),
                Cast.CITY_F,
                Parties.OPERATOR,
                plan.titles().scenario(),
                plan.titles().purpose(),
                List.of(ITEM),
                plan.resourceIds(),
                digest("plan of " + plan.scenarioId()),
                ScenarioStatus.PROPOSED,
                Optional.empty());
    }

    Product product() {
        return new Product(
                plan.productId(),
                Parties.OPERATOR,
                Cast.CITY_F,
                plan.scenarioId(),
                "Synthetic text",
                1,
                ProductStatus.LISTED);
    }

    ProductTariff tariff() {
        return new ProductTariff(
                plan.productId(), 1, Tariff.of(CityRecords.bands()), List.of(Action.PROCESS), "by usage", startOfDay);
    }

    OrderProposal order(String orderId) {
        return new OrderProposal(
                orderId,
                plan.productId(),
                1,
                plan.scenarioId(),
                Parties.OPERATOR,
                Parties.BUYER,
                users,
                applications,
                Optional.empty());
    }

    GrantTerms terms(SyntheticDeal.Wanted wanted) {
        return new GrantTerms(
                wanted.resourceId(),
                plan.scenarioId(),
                List.of(new ActionTerms(Action.PROCESS, wanted.limit())),
                users,
                applications,
                new TimeWindow(startOfDay, startOfDay + WINDOW.toMillis()),
                List.of(),
                List.of(Duty.DELETE),
                List.of(Prohibition.DISTRIBUTE),
                plan.personal(wanted.resourceId()) == PersonalData.PERSONAL ? ConsentRule.ONE_SHOT : ConsentRule.NONE,
                ViewingBounds.DEFAULT,
                Optional.empty());
    }

    private static Digest32 digest(String text) {
        return Digest32.of(HashFunction.sha256().hash(text.getBytes(StandardCharsets.UTF_8)));
    }
}
