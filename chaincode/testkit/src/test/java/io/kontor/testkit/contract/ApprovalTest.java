package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.client.resource.ResourceLedger;
import io.kontor.client.scenario.ScenarioLedger;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationOpening;
import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.grant.Action;
import io.kontor.model.money.Ratio;
import io.kontor.model.money.UnitPrice;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderProposal;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rating.MeteringBasis;
import io.kontor.model.rating.Tariff;
import io.kontor.model.rating.Waiver;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.ResourceStatus;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioStatus;
import io.kontor.testkit.fixtures.DemoRecords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code resource:…}, {@code authorisation:…}, {@code scenario:…}, {@code product:…} and {@code order:…}: steps 2 to 6. */
class ApprovalTest {

    private final Bed bed = new Bed();
    private final ResourceLedger registrar = new ResourceLedger(bed.officer("F-REG"));
    private final AuthorisationLedger regulator = new AuthorisationLedger(bed.officer("F-DATA"));
    private final ScenarioLedger scenarios = new ScenarioLedger(bed.officer("F-OPS"));
    private final ProductLedger products = new ProductLedger(bed.officer("F-OPS"));

    @BeforeEach
    void found() {
        bed.deal.foundCities();
    }

    private static AuthorisationOpening opening(String id, String operator, String decisionRef, int months) {
        return new AuthorisationOpening(id, "F", operator, decisionRef, Bed.NOW.toEpochMilli(), months);
    }

    @Test
    void a_resource_gets_a_code_from_the_serial_of_its_city() {
        bed.deal.registerResources();
        Resource extra = DemoRecords.resource("R5", "F-H2", "检验报告", DataClass.DOCUMENT);
        String code = bed.deal.register(extra).code().orElseThrow();
        assertThat(code).matches("F-D000005-[0-9A-Z]");
        assertThat(registrar.code("R5").record().code()).contains(code);
        Resource again = new ResourceLedger(bed.officer("F-H2")).register(extra).record();
        assertThat(again.status()).isEqualTo(ResourceStatus.REGISTERED);
        assertThat(again.recognisedBy()).isEmpty();
        assertThat(registrar.resource("R1").recognisedBy()).containsExactly("Q");
    }

    @Test
    void a_resource_is_registered_by_its_supplier_in_its_city() {
        Resource r1 = DemoRecords.resource("R1", "F-H1", "门诊结算", DataClass.STRUCTURED_SENSITIVE);
        rejects(RejectionCode.ORGANISATION, () -> new ResourceLedger(bed.officer("F-H2")).register(r1));
        new ResourceLedger(bed.officer("F-H1")).register(r1);
        Resource other = DemoRecords.resource("R1", "F-H1", "住院结算", DataClass.STRUCTURED_SENSITIVE);
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> new ResourceLedger(bed.officer("F-H1")).register(other));
        rejects(RejectionCode.NOT_FOUND, () -> registrar.code("R9"));
        rejects(RejectionCode.REGISTRATION, () -> new ResourceLedger(bed.officer("Q-DATA")).recognise("R1", "Q"));
        registrar.reject("R1", "incomplete");
        rejects(RejectionCode.WRONG_STATE, () -> registrar.code("R1"));
        assertThat(registrar.reject("R1", "incomplete").record().status()).isEqualTo(ResourceStatus.REJECTED);
    }

    @Test
    void a_resource_is_recognised_by_a_city_for_itself() {
        bed.deal.registerResources();
        rejects(RejectionCode.CITY, () -> new ResourceLedger(bed.officer("Q-DATA")).recognise("R1", "F"));
        assertThat(registrar.recognise("R1", "F").record().recognisedBy()).containsExactly("F", "Q");
    }

    @Test
    void an_authorisation_of_24_months_is_opened_and_37_are_too_long() {
        Authorisation opened =
                regulator.open(opening("AU-1", "F-OPS", "D-1", 24)).record();
        assertThat(opened.status()).isEqualTo(AuthorisationStatus.OPENED);
        assertThat(Instant.ofEpochMilli(opened.endsAt())).isEqualTo(Instant.parse("2028-09-17T02:00:00Z"));
        assertThatThrownBy(() -> regulator.open(opening("AU-2", "F-OPS", "D-2", 37)))
                .hasMessageContaining("TERM_LIMIT")
                .hasMessageContaining("37")
                .hasMessageContaining("36");
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> regulator.open(opening("AU-3", "F-OPS", "D-1", 24)));
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> regulator.open(opening("AU-1", "F-OPS", "D-1", 25)));
        rejects(RejectionCode.ROLE, () -> regulator.open(opening("AU-4", "F-H1", "D-4", 24)));
        rejects(RejectionCode.NOT_FOUND, () -> regulator.open(opening("AU-4", "F-NO", "D-4", 24)));
        rejects(
                RejectionCode.CITY,
                () -> new AuthorisationLedger(bed.officer("Q-DATA")).open(opening("AU-4", "F-OPS", "D-4", 24)));
    }

    @Test
    void an_authorisation_is_accepted_suspended_resumed_and_closed_for_good() {
        regulator.open(opening("AU-1", "F-OPS", "D-1", 24));
        rejects(RejectionCode.ORGANISATION, () -> new AuthorisationLedger(bed.officer("Q-OPS")).accept("AU-1"));
        rejects(RejectionCode.WRONG_STATE, () -> regulator.suspend("AU-1", "early"));
        AuthorisationLedger operator = new AuthorisationLedger(bed.officer("F-OPS"));
        assertThat(operator.accept("AU-1").record().status()).isEqualTo(AuthorisationStatus.ACTIVE);
        assertThat(operator.accept("AU-1").record().status()).isEqualTo(AuthorisationStatus.ACTIVE);
        rejects(RejectionCode.CITY, () -> new AuthorisationLedger(bed.officer("Q-DATA")).suspend("AU-1", "no"));
        assertThat(regulator.suspend("AU-1", "audit").record().reason()).contains("audit");
        rejects(RejectionCode.WRONG_STATE, () -> operator.accept("AU-1"));
        regulator.resume("AU-1", "done");
        Authorisation closed = regulator.close("AU-1", "over").record();
        assertThat(closed.closedAt()).contains(Bed.NOW.toEpochMilli());
        rejects(RejectionCode.WRONG_STATE, () -> regulator.resume("AU-1", "again"));
        assertThat(regulator.close("AU-1", "over").record()).isEqualTo(closed);
    }

    private Scenario scenario(String id, List<String> resources) {
        Scenario s = DemoRecords.scenario();
        return new Scenario(
                id,
                s.authorisationId(),
                s.cityId(),
                s.operator(),
                s.title(),
                s.purpose(),
                s.items(),
                resources,
                s.planDigest(),
                ScenarioStatus.PROPOSED,
                s.approvalRef());
    }

    @Test
    void a_scenario_needs_a_live_authorisation_and_resources_that_exist() {
        rejects(RejectionCode.NOT_FOUND, () -> scenarios.propose(DemoRecords.scenario()));
        regulator.open(DemoRecords.authorisation(Bed.NOW));
        rejects(RejectionCode.NO_AUTHORISATION, () -> scenarios.propose(DemoRecords.scenario()));
        new AuthorisationLedger(bed.officer("F-OPS")).accept(DemoRecords.AUTHORISATION);
        rejects(RejectionCode.NOT_FOUND, () -> scenarios.propose(DemoRecords.scenario()));
        bed.deal.registerResources();
        rejects(
                RejectionCode.ORGANISATION,
                () -> new ScenarioLedger(bed.officer("Q-OPS")).propose(DemoRecords.scenario()));
        scenarios.propose(DemoRecords.scenario());
        rejects(
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                () -> scenarios.propose(scenario(DemoRecords.SCENARIO, List.of("R1"))));
    }

    @Test
    void a_scenario_is_decided_by_the_regulator_of_its_city() {
        bed.deal.registerResources().authorise();
        ScenarioLedger f = new ScenarioLedger(bed.officer("F-DATA"));
        assertThat(f.approve(DemoRecords.SCENARIO, "F 批 2026-01").record().status())
                .isEqualTo(ScenarioStatus.APPROVED);
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> f.approve(DemoRecords.SCENARIO, "other"));
        rejects(RejectionCode.WRONG_STATE, () -> f.reject(DemoRecords.SCENARIO, "late"));
        rejects(RejectionCode.CITY, () -> new ScenarioLedger(bed.officer("Q-DATA")).end(DemoRecords.SCENARIO, "no"));
        scenarios.propose(scenario("SC-F-0002", List.of("R1")));
        assertThat(f.reject("SC-F-0002", "no plan").record().status()).isEqualTo(ScenarioStatus.REJECTED);
        assertThat(f.end(DemoRecords.SCENARIO, "over").record().status()).isEqualTo(ScenarioStatus.ENDED);
        rejects(RejectionCode.WRONG_STATE, () -> f.approve(DemoRecords.SCENARIO, "F 批 2026-01"));
    }

    private static ProductTariff tariff(int version, BandSchedule prices) {
        return new ProductTariff(
                DemoRecords.PRODUCT,
                version,
                new Tariff(MeteringBasis.USAGE, prices, Ratio.ONE, Waiver.NONE),
                List.of(Action.PROCESS),
                "usage",
                Bed.NOW.toEpochMilli());
    }

    /** T14: 0.11 is above the cap of 0.10. */
    @Test
    void a_price_above_its_cap_is_refused_with_both() {
        bed.deal.registerResources().authorise();
        ProductTariff dear = tariff(1, BandSchedule.flat(UnitPrice.ofYuan("0.11")));
        assertThatThrownBy(() -> products.list(DemoRecords.product(1), dear))
                .hasMessageContaining("PRICE_CAP")
                .hasMessageContaining("0.1100")
                .hasMessageContaining("0.1000");
        ProductTariff late = tariff(1, BandSchedule.flat(UnitPrice.ofYuan("0.08")));
        assertThatThrownBy(() -> products.list(DemoRecords.product(1), late))
                .hasMessageContaining("PRICE_CAP")
                .hasMessageContaining("1201");
        ProductTariff good = tariff(1, BandSchedule.flat(UnitPrice.ofYuan("0.06")));
        assertThat(products.list(DemoRecords.product(1), good).record().status())
                .isEqualTo(ProductStatus.LISTED);
    }

    @Test
    void tariff_versions_follow_each_other_and_do_not_change() {
        bed.deal.registerResources().authorise();
        BandSchedule prices = BandSchedule.flat(UnitPrice.ofYuan("0.06"));
        rejects(RejectionCode.WRONG_STATE, () -> products.list(DemoRecords.product(2), tariff(2, prices)));
        products.list(DemoRecords.product(1), tariff(1, prices));
        products.list(DemoRecords.product(1), tariff(1, prices));
        BandSchedule cheaper = BandSchedule.flat(UnitPrice.ofYuan("0.05"));
        rejects(
                RejectionCode.ALREADY_EXISTS_DIFFERENT,
                () -> products.list(DemoRecords.product(1), tariff(1, cheaper)));
        Product second =
                products.list(DemoRecords.product(2), tariff(2, cheaper)).record();
        assertThat(second.tariffVersion()).isEqualTo(2);
        assertThat(products.tariff(DemoRecords.PRODUCT, 1)).isEqualTo(tariff(1, prices));
        assertThat(products.list(DemoRecords.product(1), tariff(1, prices)).record())
                .isEqualTo(second);
    }

    @Test
    void a_product_needs_an_approved_scenario_of_its_operator() {
        bed.deal.registerResources().authorise();
        new ScenarioLedger(bed.officer("F-DATA")).end(DemoRecords.SCENARIO, "over");
        rejects(RejectionCode.SCENARIO, () -> products.list(DemoRecords.product(1), DemoRecords.tariff(1, Bed.NOW)));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new ProductLedger(bed.officer("Q-OPS"))
                        .list(DemoRecords.product(1), DemoRecords.tariff(1, Bed.NOW)));
    }

    @Test
    void a_product_is_suspended_by_the_regulator_and_delisted_by_its_operator() {
        bed.deal.registerResources().authorise().order();
        rejects(RejectionCode.CITY, () -> new ProductLedger(bed.officer("Q-DATA")).suspend(DemoRecords.PRODUCT, "no"));
        rejects(
                RejectionCode.ORGANISATION,
                () -> new ProductLedger(bed.officer("Q-OPS")).delist(DemoRecords.PRODUCT, "no"));
        new ProductLedger(bed.officer("F-DATA")).suspend(DemoRecords.PRODUCT, "audit");
        rejects(RejectionCode.ORDER, () -> bed.deal.order("O-2"));
        rejects(RejectionCode.WRONG_STATE, () -> products.list(DemoRecords.product(2), DemoRecords.tariff(2, Bed.NOW)));
        products.delist(DemoRecords.PRODUCT, "over");
        rejects(
                RejectionCode.WRONG_STATE,
                () -> new ProductLedger(bed.officer("F-DATA")).suspend(DemoRecords.PRODUCT, "audit"));
    }

    @Test
    void an_order_is_signed_by_buyer_and_seller_and_takes_the_sellers_split_plan() {
        bed.deal.registerResources().authorise().order();
        Order order = new OrderLedger(bed.officer("Q-INS")).order("O-1");
        assertThat(order.status()).isEqualTo(OrderStatus.ACTIVE);
        assertThat(order.splitPlan()).isEqualTo(bed.cast.cityF().splitPlan());
        assertThat(order.signatures())
                .extracting(signature -> signature.participantId())
                .containsExactly("Q-INS", "F-OPS");
        bed.deal.order("O-1");
        assertThat(new OrderLedger(bed.officer("Q-INS")).order("O-1")).isEqualTo(order);
    }

    @Test
    void an_order_names_what_the_product_has() {
        bed.deal.registerResources().authorise().order();
        OrderLedger buyer = new OrderLedger(bed.officer("Q-INS"));
        var users = List.of(bed.deal.user().credential());
        rejects(RejectionCode.ORDER, () -> buyer.propose(order(2, "F-OPS", "Q-INS")));
        rejects(RejectionCode.ORDER, () -> buyer.propose(order(1, "Q-OPS", "Q-INS")));
        rejects(RejectionCode.ORGANISATION, () -> buyer.propose(order(1, "F-OPS", "Q-OPS")));
        rejects(RejectionCode.ALREADY_EXISTS_DIFFERENT, () -> buyer.propose(DemoRecords.order("O-1", users, users)));
        rejects(RejectionCode.ORGANISATION, () -> new OrderLedger(bed.officer("Q-OPS")).sign("O-1"));
    }

    private OrderProposal order(int tariffVersion, String seller, String buyer) {
        return new OrderProposal(
                "O-2",
                DemoRecords.PRODUCT,
                tariffVersion,
                DemoRecords.SCENARIO,
                seller,
                buyer,
                List.of(bed.deal.user().credential()),
                List.of(bed.deal.application().credential()),
                Optional.empty());
    }

    @Test
    void an_order_ends_with_its_parents() {
        bed.deal.registerResources().authorise().order();
        regulator.suspend(DemoRecords.AUTHORISATION, "audit");
        rejects(RejectionCode.NO_AUTHORISATION, () -> bed.deal.order("O-2"));
        new ScenarioLedger(bed.officer("F-DATA")).end(DemoRecords.SCENARIO, "over");
        rejects(RejectionCode.SCENARIO, () -> bed.deal.order("O-2"));
    }
}
