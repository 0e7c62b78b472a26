package io.kontor.usage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.city.CityProfile;
import io.kontor.model.consent.ConsentDocument;
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
import io.kontor.model.rejection.RejectionCode;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** SES-4: the first failing reason in the order of the codes; INV-4: what is not understood is refused. */
class CompiledPolicyTest {

    private static final Instant NOW = Instant.parse("2026-09-17T02:00:00Z");
    private static final NamedCredential USER = NamedCredential.create("claims01");
    private static final NamedCredential APPLICATION = NamedCredential.create("claim-core-2.1");
    private static final DemoCast CAST = DemoCast.create();
    private static final Digest32 OTHER = DemoRecords.digest("somebody else");

    /** What can be wrong, one thing each, as changes of a good case. */
    private record Case(
            GrantStatus grant,
            AuthorisationStatus authorisation,
            int grade,
            DataClass dataClass,
            Action action,
            boolean otherUser,
            boolean otherApplication,
            String purpose,
            long at) {

        static final Case GOOD = new Case(
                GrantStatus.ACTIVE,
                AuthorisationStatus.ACTIVE,
                1,
                DataClass.STRUCTURED_PLAIN,
                Action.DOWNLOAD,
                false,
                false,
                DemoRecords.SCENARIO,
                NOW.toEpochMilli());
    }

    private static final Map<RejectionCode, UnaryOperator<Case>> WRONG = Map.of(
            RejectionCode.NO_AUTHORISATION,
                    c -> new Case(
                            c.grant,
                            AuthorisationStatus.CLOSED,
                            c.grade,
                            c.dataClass,
                            c.action,
                            c.otherUser,
                            c.otherApplication,
                            c.purpose,
                            c.at),
            RejectionCode.SUSPENDED,
                    c -> new Case(
                            GrantStatus.SUSPENDED,
                            c.authorisation,
                            c.grade,
                            c.dataClass,
                            c.action,
                            c.otherUser,
                            c.otherApplication,
                            c.purpose,
                            c.at),
            RejectionCode.ACTION,
                    c -> new Case(
                            c.grant,
                            c.authorisation,
                            c.grade,
                            c.dataClass,
                            Action.VIEW,
                            c.otherUser,
                            c.otherApplication,
                            c.purpose,
                            c.at),
            RejectionCode.USER,
                    c -> new Case(
                            c.grant,
                            c.authorisation,
                            c.grade,
                            c.dataClass,
                            c.action,
                            true,
                            c.otherApplication,
                            c.purpose,
                            c.at),
            RejectionCode.APP,
                    c -> new Case(
                            c.grant,
                            c.authorisation,
                            c.grade,
                            c.dataClass,
                            c.action,
                            c.otherUser,
                            true,
                            c.purpose,
                            c.at),
            RejectionCode.PURPOSE,
                    c -> new Case(
                            c.grant,
                            c.authorisation,
                            c.grade,
                            c.dataClass,
                            c.action,
                            c.otherUser,
                            c.otherApplication,
                            "SC-marketing",
                            c.at),
            RejectionCode.AFTER_WINDOW,
                    c -> new Case(
                            c.grant,
                            c.authorisation,
                            c.grade,
                            c.dataClass,
                            c.action,
                            c.otherUser,
                            c.otherApplication,
                            c.purpose,
                            window().endsAt()));

    @Test
    void a_good_call_is_permitted() {
        assertThat(decide(Case.GOOD)).isEmpty();
    }

    @Test
    void of_any_two_wrong_things_the_one_earlier_in_the_order_is_the_answer() {
        List<RejectionCode> codes = new ArrayList<>(WRONG.keySet());
        codes.sort(Comparator.naturalOrder());
        for (RejectionCode first : codes) {
            for (RejectionCode second : codes) {
                RejectionCode expected = first.compareTo(second) <= 0 ? first : second;
                Case both = change(second).apply(change(first).apply(Case.GOOD));
                assertThat(decide(both)).as("%s and %s", first, second).contains(expected);
            }
        }
    }

    @Test
    void a_window_begins_with_its_first_instant_and_ends_before_its_last() {
        assertThat(decide(at(window().startsAt() - 1))).contains(RejectionCode.NO_AUTHORISATION);
        assertThat(decide(at(window().startsAt()))).isEmpty();
        assertThat(decide(at(window().endsAt() - 1))).isEmpty();
        assertThat(decide(at(window().endsAt()))).contains(RejectionCode.AFTER_WINDOW);
    }

    @Test
    void every_cell_of_class_and_action_is_decided() {
        for (DataClass dataClass : DataClass.values()) {
            for (int grade = 1; grade <= 4; grade++) {
                for (Action action : Action.values()) {
                    Resource resource = resource(dataClass, grade, PersonalData.NONE);
                    CompiledPolicy policy = CompiledPolicy.compile(facts(resource, terms(resource, List.of(action))));
                    boolean allowed = dataClass.allowedActions(grade, 2).contains(action);
                    assertThat(policy.state(NOW.toEpochMilli()).isEmpty())
                            .as("%s grade %d %s", dataClass, grade, action)
                            .isEqualTo(allowed);
                }
            }
        }
    }

    @Test
    void a_download_above_the_grade_is_GRADE_and_of_a_class_that_never_allows_it_MODE() {
        assertThat(refusal(DataClass.DOCUMENT, 3, Action.DOWNLOAD)).contains(RejectionCode.GRADE);
        assertThat(refusal(DataClass.STRUCTURED_SENSITIVE, 1, Action.DOWNLOAD)).contains(RejectionCode.MODE);
    }

    @Test
    void terms_that_do_not_fit_their_records_are_refused_as_a_whole() {
        Resource resource = resource(DataClass.STRUCTURED_PLAIN, 1, PersonalData.NONE);
        GrantTerms terms = terms(resource, List.of(Action.DOWNLOAD));
        assertThat(state(resource, withFields(terms, List.of("no such item")))).contains(RejectionCode.NO_AGREEMENT);
        Resource personal = resource(DataClass.STRUCTURED_PLAIN, 1, PersonalData.PERSONAL);
        assertThat(state(personal, terms(personal, List.of(Action.DOWNLOAD)))).contains(RejectionCode.NO_AGREEMENT);
    }

    @Test
    void a_consent_covers_exactly_its_subject_recipient_resource_purpose_items_and_time() {
        Resource resource = resource(DataClass.STRUCTURED_PLAIN, 1, PersonalData.NONE);
        Grant grant = facts(resource, withFields(terms(resource, List.of(Action.DOWNLOAD)), List.of("价格")))
                .grant();
        assertThat(consent(grant, "p-1", "价格", "Q-INS", "R4", 0)).isEmpty();
        assertThat(consent(grant, "p-2", "价格", "Q-INS", "R4", 0)).contains(RejectionCode.CONSENT_MISMATCH);
        assertThat(consent(grant, "p-1", "项目编码", "Q-INS", "R4", 0)).contains(RejectionCode.CONSENT_MISMATCH);
        assertThat(consent(grant, "p-1", "价格", "Q-OPS", "R4", 0)).contains(RejectionCode.CONSENT_MISMATCH);
        assertThat(consent(grant, "p-1", "价格", "Q-INS", "R1", 0)).contains(RejectionCode.CONSENT_MISMATCH);
        assertThat(consent(grant, "p-1", "价格", "Q-INS", "R4", 60_000)).contains(RejectionCode.CONSENT_EXPIRED);
    }

    private static Optional<RejectionCode> consent(
            Grant grant, String subject, String item, String recipient, String resource, long later) {
        ConsentDocument document = new ConsentDocument(
                "C-1",
                "p-1",
                List.of(item),
                recipient,
                resource,
                DemoRecords.SCENARIO,
                NOW.toEpochMilli(),
                NOW.toEpochMilli() + 60_000,
                "00".repeat(32));
        return ConsentRules.refusal(grant, document, Optional.of(subject), NOW.toEpochMilli() + later)
                .map(Refusal::code);
    }

    private static Case at(long time) {
        Case good = Case.GOOD;
        return new Case(
                good.grant,
                good.authorisation,
                good.grade,
                good.dataClass,
                good.action,
                false,
                false,
                good.purpose,
                time);
    }

    private static UnaryOperator<Case> change(RejectionCode code) {
        return WRONG.getOrDefault(code, UnaryOperator.identity());
    }

    private static Optional<RejectionCode> refusal(DataClass dataClass, int grade, Action action) {
        Resource resource = resource(dataClass, grade, PersonalData.NONE);
        return state(resource, terms(resource, List.of(action)));
    }

    private static Optional<RejectionCode> state(Resource resource, GrantTerms terms) {
        return CompiledPolicy.compile(facts(resource, terms))
                .state(NOW.toEpochMilli())
                .map(Refusal::code);
    }

    private static Optional<RejectionCode> decide(Case call) {
        Resource resource = resource(call.dataClass, call.grade, PersonalData.NONE);
        GrantFacts good = facts(resource, terms(resource, List.of(Action.DOWNLOAD)));
        GrantFacts facts = new GrantFacts(
                withStatus(good.grant(), call.grant),
                good.order(),
                good.product(),
                good.scenario(),
                authorisation(call.authorisation),
                resource,
                good.city(),
                good.supplier(),
                good.seller(),
                good.buyer());
        PolicyQuery query = new PolicyQuery(
                call.action,
                call.purpose,
                new ProvenIdentity(USER.credential(), APPLICATION.credential()),
                call.otherUser ? Optional.of(OTHER.hex()) : Optional.empty(),
                call.otherApplication ? Optional.of(OTHER.hex()) : Optional.empty());
        return CompiledPolicy.compile(facts).decide(query, call.at).map(Refusal::code);
    }

    private static TimeWindow window() {
        return DemoRecords.window(NOW);
    }

    private static Resource resource(DataClass dataClass, int grade, PersonalData personal) {
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

    private static GrantTerms terms(Resource resource, List<Action> actions) {
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

    private static GrantTerms withFields(GrantTerms terms, List<String> fields) {
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

    private static Grant withStatus(Grant grant, GrantStatus status) {
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
                grant.endedAt());
    }

    private static Authorisation authorisation(AuthorisationStatus status) {
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

    private static GrantFacts facts(Resource resource, GrantTerms terms) {
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
        CityProfile city = CAST.cityF();
        CityProfile recognising = new CityProfile(
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
        Scenario proposed = DemoRecords.scenario();
        Scenario scenario = new Scenario(
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
        Order order = new Order(
                "O-1",
                DemoRecords.PRODUCT,
                1,
                DemoRecords.SCENARIO,
                "F-OPS",
                "Q-INS",
                city.splitPlan(),
                List.of(USER.credential()),
                List.of(APPLICATION.credential()),
                1,
                OrderStatus.ACTIVE,
                List.of());
        return new GrantFacts(
                grant,
                order,
                DemoRecords.product(1),
                scenario,
                authorisation(AuthorisationStatus.ACTIVE),
                resource,
                recognising,
                CAST.member("F-H1"),
                CAST.member("F-OPS"),
                CAST.member("Q-INS"));
    }
}
