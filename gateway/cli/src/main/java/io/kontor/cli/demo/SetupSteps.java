package io.kontor.cli.demo;

import io.kontor.cli.deploy.Cast;
import io.kontor.cli.deploy.KeyStoreFolder;
import io.kontor.client.authorisation.AuthorisationLedger;
import io.kontor.client.city.CityLedger;
import io.kontor.client.ledger.Recorded;
import io.kontor.client.member.MemberLedger;
import io.kontor.client.order.OrderLedger;
import io.kontor.client.product.ProductLedger;
import io.kontor.client.resource.ResourceLedger;
import io.kontor.client.scenario.ScenarioLedger;
import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationOpening;
import io.kontor.model.city.CityProfile;
import io.kontor.model.grant.Action;
import io.kontor.model.member.Member;
import io.kontor.model.order.Order;
import io.kontor.model.product.Product;
import io.kontor.model.product.ProductStatus;
import io.kontor.model.product.ProductTariff;
import io.kontor.model.rating.BandSchedule;
import io.kontor.model.rating.Tariff;
import io.kontor.model.resource.Resource;
import io.kontor.model.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Steps 1 to 6: members, resources, authorisation, scenario, product, order. */
final class SetupSteps {
    private static final int TERM_MONTHS = 24;
    private static final int TERM_TOO_LONG = 37;

    private final Context context;
    private final DemoRecords records;

    SetupSteps(Context context) {
        this.context = context;
        this.records = new DemoRecords(context);
    }

    /** Steps 2 to 6. */
    void play() {
        resources();
        authorisation();
        scenario();
        product();
        order();
    }

    /** Step 1. */
    void members() {
        context.step(
                "1",
                "F-DATA, Q-DATA",
                "admit members, recognise each other",
                "9 members ACTIVE, Q-INS verifies in F",
                () -> {
                    found("F-DATA", records.profile(Cast.CITY_F));
                    found("Q-DATA", records.profile(Cast.CITY_Q));
                    for (Cast.Actor actor : Cast.ACTORS) {
                        if (!actor.participantId().endsWith("-DATA")) {
                            MemberLedger ledger =
                                    new MemberLedger(context.ledgers().officer(actor.city() + "-DATA"));
                            ledger.admit(records.member(actor));
                        }
                    }
                    new CityLedger(context.ledgers().officer("F-DATA")).recognise(Cast.CITY_F, Cast.CITY_Q);
                    Recorded<CityProfile> last =
                            new CityLedger(context.ledgers().officer("Q-DATA")).recognise(Cast.CITY_Q, Cast.CITY_F);
                    return Outcome.of(admitted(), last.transactionId());
                });
    }

    private String admitted() {
        MemberLedger asHospital = new MemberLedger(context.ledgers().officer("F-H1"));
        long active = Cast.ACTORS.stream()
                .map(actor -> asHospital.member(actor.participantId()))
                .filter(member -> member.status().name().equals("ACTIVE"))
                .count();
        boolean pinned = asHospital.member("Q-INS").keys().stream()
                .anyMatch(key -> key.keyId().equals(KeyStoreFolder.CONNECTOR));
        return active + " members ACTIVE, Q-INS " + (pinned ? "verifies" : "has no connector key") + " in F";
    }

    private void found(String regulator, CityProfile profile) {
        Member member = records.member(Cast.actor(regulator));
        new CityLedger(context.ledgers().officer(regulator)).found(profile, member);
    }

    private void resources() {
        context.step("2", "F-H1, F-H2, F-REG", "register R1–R4", "4 REGISTERED, recognised by Q", () -> {
            Map<String, Resource> registered = new TreeMap<>();
            String transaction = "";
            for (Resource resource : records.resources()) {
                new ResourceLedger(context.ledgers().officer(resource.supplier())).register(resource);
                new ResourceLedger(context.ledgers().officer("F-REG")).code(resource.resourceId());
                Recorded<Resource> recognised = new ResourceLedger(
                                context.ledgers().officer("Q-DATA"))
                        .recognise(resource.resourceId(), Cast.CITY_Q);
                registered.put(resource.resourceId(), recognised.record());
                transaction = recognised.transactionId();
            }
            long good = registered.values().stream()
                    .filter(r -> r.status().name().equals("REGISTERED")
                            && r.recognisedBy().contains(Cast.CITY_Q))
                    .count();
            String codes = String.join(
                    " ",
                    registered.values().stream()
                            .map(resource -> resource.code().orElse("-"))
                            .toList());
            return Outcome.of(good + " REGISTERED, recognised by Q", transaction)
                    .with("codes", codes);
        });
    }

    private void authorisation() {
        AuthorisationLedger regulator =
                new AuthorisationLedger(context.ledgers().officer("F-DATA"));
        context.refused(
                "3.1",
                "F-DATA officer-1",
                "open authorisation of 37 months",
                "TERM_LIMIT",
                () -> regulator.open(opening(TERM_TOO_LONG, "-long")));
        context.step("3", "F-DATA, F-OPS", "open authorisation of 24 months", "ACTIVE", () -> {
            regulator.open(opening(TERM_MONTHS, ""));
            Recorded<Authorisation> accepted = new AuthorisationLedger(
                            context.ledgers().officer("F-OPS"))
                    .accept(context.plan().authorisationId());
            return Outcome.of(accepted.record().status().name(), accepted.transactionId())
                    .with("months", accepted.record().termMonths());
        });
    }

    private AuthorisationOpening opening(int months, String suffix) {
        return new AuthorisationOpening(
                context.plan().authorisationId() + suffix,
                Cast.CITY_F,
                "F-OPS",
                "DEC-2026-" + context.plan().suffix() + suffix,
                context.calendar().startOfDay(0),
                months);
    }

    private void scenario() {
        context.step("4", "F-OPS, F-DATA", "scenario 商保自动理赔 proposed and approved", "APPROVED with 24 items", () -> {
            new ScenarioLedger(context.ledgers().officer("F-OPS")).propose(records.scenario());
            Recorded<Scenario> approved = new ScenarioLedger(context.ledgers().officer("F-DATA"))
                    .approve(
                            context.plan().scenarioId(), "APR-" + context.plan().suffix());
            Scenario scenario = approved.record();
            return Outcome.of(
                            scenario.status() + " with " + scenario.items().size() + " items", approved.transactionId())
                    .with("scenario", scenario.scenarioId());
        });
    }

    private void product() {
        ProductLedger operator = new ProductLedger(context.ledgers().officer("F-OPS"));
        context.refused(
                "5.1",
                "F-OPS officer-1",
                "list product with a price above its cap",
                "PRICE_CAP",
                () -> operator.list(product0(), tariff("0.11")));
        context.step("5", "F-OPS officer-1", "list outpatient-claim at 0.10 / 0.08 / 0.06", "LISTED", () -> {
            Recorded<Product> listed = operator.list(product0(), tariff("0.10"));
            return Outcome.of(listed.record().status().name(), listed.transactionId())
                    .with("tariff", "v" + listed.record().tariffVersion());
        });
    }

    private Product product0() {
        return new Product(
                context.plan().productId(),
                "F-OPS",
                Cast.CITY_F,
                context.plan().scenarioId(),
                "门诊理赔数据服务(合成示例)",
                1,
                ProductStatus.LISTED);
    }

    private ProductTariff tariff(String firstPrice) {
        BandSchedule bands = DemoRecords.bands(firstPrice);
        return new ProductTariff(
                context.plan().productId(),
                1,
                Tariff.of(bands),
                List.of(Action.PROCESS),
                "按数据使用量计价,不高于政府指导价",
                context.calendar().startOfDay(0));
    }

    private void order() {
        context.step("6", "Q-INS, F-OPS", "order signed by both", "ORDER ACTIVE", () -> {
            String transaction = "";
            Order signed = null;
            for (int number = 1; number <= DemoRecords.ORDERS; number++) {
                new OrderLedger(context.ledgers().officer("Q-INS")).propose(records.order(number));
                Recorded<Order> recorded = new OrderLedger(context.ledgers().officer("F-OPS"))
                        .sign(context.plan().orderId(number));
                if (number == 1) {
                    signed = recorded.record();
                    transaction = recorded.transactionId();
                }
            }
            return Outcome.of("ORDER " + (signed == null ? "missing" : signed.status()), transaction)
                    .with("order", context.plan().orderId(1));
        });
    }
}
