package io.kontor.testkit.contract;

import static io.kontor.testkit.contract.Bed.rejects;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.city.CityLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.client.scenario.ScenarioLedger;
import io.kontor.model.authorisation.AuthorisationOpening;
import io.kontor.model.city.CityProfile;
import io.kontor.model.grant.Action;
import io.kontor.model.money.Money;
import io.kontor.model.money.Ratio;
import io.kontor.model.money.UnitPrice;
import io.kontor.model.order.Credential;
import io.kontor.model.order.OrderProposal;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rating.Tariff;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.sharing.SplitBasis;
import io.kontor.model.sharing.SplitPlan;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.NamedCredential;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** City F authorises city Q's operator: F's rules hold for F's data. */
class ForeignOperatorTest {

    private final Bed bed = new Bed();

    private void authoriseForeigner() {
        bed.deal.foundCities().registerResources();
        CityLedger q = new CityLedger(bed.officer("Q-DATA"));
        CityProfile p = q.profile("Q");
        q.publish(new CityProfile(
                "Q",
                p.version() + 1,
                p.name(),
                p.regulatorMsp(),
                p.operatorMsp(),
                p.limits(),
                BandSchedule.flat(UnitPrice.ofYuan("9")),
                new SplitPlan(Money.ZERO, Ratio.of("0"), Ratio.of("0"), SplitBasis.ORDER),
                p.registration(),
                p.settlement(),
                p.utcOffsetMinutes(),
                p.recognisedCities()));
        AuthorisationOpening own = DemoRecords.authorisation(Bed.NOW);
        new AuthorisationLedger(bed.officer("F-DATA"))
                .open(new AuthorisationOpening(
                        own.authorisationId(), "F", "Q-OPS", own.decisionRef(), own.startsAt(), 24));
        new AuthorisationLedger(bed.officer("Q-OPS")).accept(own.authorisationId());
        Scenario s = DemoRecords.scenario();
        new ScenarioLedger(bed.officer("Q-OPS"))
                .propose(new Scenario(
                        s.scenarioId(),
                        s.authorisationId(),
                        "F",
                        "Q-OPS",
                        s.title(),
                        s.purpose(),
                        s.items(),
                        s.resources(),
                        s.planDigest(),
                        s.status(),
                        s.approvalRef()));
        new ScenarioLedger(bed.officer("F-DATA")).approve(s.scenarioId(), "F 批 2026-02");
    }

    private void list(String price) {
        Product product = new Product("P-Q", "Q-OPS", "Q", DemoRecords.SCENARIO, "跨市产品", 1, ProductStatus.LISTED);
        Tariff tariff = Tariff.of(BandSchedule.flat(UnitPrice.ofYuan(price)));
        new ProductLedger(bed.officer("Q-OPS"))
                .list(product, new ProductTariff("P-Q", 1, tariff, List.of(Action.PROCESS), "basis", 0));
    }

    private static OrderProposal order(int users) {
        List<Credential> named = Stream.generate(
                        () -> NamedCredential.create("u").credential())
                .limit(users)
                .toList();
        return new OrderProposal(
                "O-9", "P-Q", 1, DemoRecords.SCENARIO, "Q-OPS", "Q-INS", named, named.subList(0, 1), Optional.empty());
    }

    @Test
    void the_caps_and_the_split_plan_are_those_of_the_suppliers_city() {
        authoriseForeigner();
        rejects(RejectionCode.PRICE_CAP, () -> list("0.07"));
        list("0.06");
        SplitPlan plan =
                new OrderLedger(bed.officer("Q-INS")).propose(order(1)).record().splitPlan();
        assertThat(plan).isEqualTo(bed.cast.cityF().splitPlan());
    }

    @Test
    void an_order_names_as_many_users_as_its_record_holds() {
        authoriseForeigner();
        list("0.06");
        assertThat(new OrderLedger(bed.officer("Q-INS"))
                        .propose(order(101))
                        .record()
                        .users())
                .hasSize(101);
    }
}
