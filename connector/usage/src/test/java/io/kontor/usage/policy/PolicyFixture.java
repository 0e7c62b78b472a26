package io.kontor.usage.policy;

import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.city.CityProfile;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.id.Digest32;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.PersonalData;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.ResourceStatus;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioStatus;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fixtures.NamedCredential;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A grant of R4 with everything above it in order, and parts to change. */
final class PolicyFixture {

    static final Instant NOW = Instant.parse("2026-09-17T02:00:00Z");
    static final NamedCredential USER = NamedCredential.create("claims01");
    static final NamedCredential APPLICATION = NamedCredential.create("claim-core-2.1");
    static final DemoCast CAST = DemoCast.create();
    static final Digest32 OTHER = DemoRecords.digest("somebody else");

    private PolicyFixture() {}

    static TimeWindow window() {
        return DemoRecords.window(NOW);
    }

    static Resource resource(DataClass dataClass, int grade, PersonalData personal) {
        Resource made = DemoRecords.resource("R4", "F-H1", "目录", DataClass.STRUCTURED_PLAIN);
        return new Resource(
                made.resourceId(),
                made.supplier(),
                made.cityId(),
                made.title(),
                dataClass,
                grade,
                personal,
                made.dictionary(),
                made.legalityDigest(),
                ResourceStatus.REGISTERED,
                Optional.of("F-S000001-0"),
                List.of());
    }

    static GrantTerms terms(Resource resource, List<Action> actions) {
        return new GrantTerms(
                resource.resourceId(),
                DemoRecords.SCENARIO,
                actions.stream().map(action -> new ActionTerms(action, 5)).toList(),
                List.of(USER.credential()),
                List.of(APPLICATION.credential()),
                window(),
                List.of(),
                List.of(),
                List.of(),
                ConsentRule.NONE,
                io.kontor.model.grant.ViewingBounds.DEFAULT);
    }

    static GrantTerms withFields(GrantTerms terms, List<String> fields) {
        return new GrantTerms(
                terms.resourceId(),
                terms.scenarioId(),
                terms.actions(),
                terms.users(),
                terms.applications(),
                terms.window(),
                fields,
                terms.duties(),
                terms.prohibitions(),
                terms.consent(),
                terms.viewing());
    }

    static Grant withStatus(Grant grant, GrantStatus status) {
        return new Grant(
                grant.grantId(),
                grant.version(),
                grant.orderId(),
                grant.resourceId(),
                grant.supplier(),
                grant.seller(),
                grant.buyer(),
                grant.terms(),
                grant.termsHash(),
                grant.tariffVersion(),
                grant.evidenceKeyDigest(),
                status,
                grant.signatures(),
                grant.reason(),
                grant.proposedAt(),
                status.ended() ? Optional.of(grant.proposedAt()) : grant.endedAt());
    }

    static Authorisation authorisation(AuthorisationStatus status) {
        boolean closed = status == AuthorisationStatus.CLOSED;
        return new Authorisation(
                DemoRecords.AUTHORISATION,
                "F",
                "F-OPS",
                "F 三重一大 2026-01",
                window().startsAt(),
                24,
                window().endsAt() + 1,
                status,
                closed ? Optional.of(NOW.toEpochMilli()) : Optional.empty(),
                closed ? Optional.of("over") : Optional.empty());
    }

    static GrantFacts facts(Resource resource, GrantTerms terms) {
        Grant grant = new Grant(
                "G-R4",
                1,
                "O-1",
                "R4",
                "F-H1",
                "F-OPS",
                "Q-INS",
                terms,
                GrantTermsCodec.hash(terms),
                1,
                OTHER,
                GrantStatus.ACTIVE,
                List.of(),
                Optional.empty(),
                NOW.toEpochMilli(),
                Optional.empty());
        return new GrantFacts(
                grant,
                order(),
                DemoRecords.product(1),
                scenario(),
                authorisation(AuthorisationStatus.ACTIVE),
                resource,
                city(),
                CAST.member("F-H1"),
                CAST.member("F-OPS"),
                CAST.member("Q-INS"));
    }

    private static CityProfile city() {
        CityProfile city = CAST.cityF();
        return new CityProfile(
                city.cityId(),
                2,
                city.name(),
                city.regulatorMsp(),
                city.operatorMsp(),
                city.limits(),
                city.priceCaps(),
                city.splitPlan(),
                city.registration(),
                city.settlement(),
                city.utcOffsetMinutes(),
                List.of("Q"));
    }

    private static Scenario scenario() {
        Scenario proposed = DemoRecords.scenario();
        return new Scenario(
                proposed.scenarioId(),
                proposed.authorisationId(),
                proposed.cityId(),
                proposed.operator(),
                proposed.title(),
                proposed.purpose(),
                proposed.items(),
                proposed.resources(),
                proposed.planDigest(),
                ScenarioStatus.APPROVED,
                Optional.of("F 批 2026-01"));
    }

    private static Order order() {
        return new Order(
                "O-1",
                DemoRecords.PRODUCT,
                1,
                DemoRecords.SCENARIO,
                "F-OPS",
                "Q-INS",
                CAST.cityF().splitPlan(),
                List.of(USER.credential()),
                List.of(APPLICATION.credential()),
                1,
                OrderStatus.ACTIVE,
                List.of(),
                Optional.empty());
    }
}
