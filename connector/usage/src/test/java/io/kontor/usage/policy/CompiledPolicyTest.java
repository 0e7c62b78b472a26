package io.kontor.usage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.consent.ConsentDocument;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.PersonalData;
import io.kontor.model.resource.Resource;
import io.kontor.testkit.fixtures.DemoRecords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** SES-4: the first failing reason in the order of the codes; INV-4: what is not understood is refused. */
class CompiledPolicyTest {

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
                PolicyFixture.NOW.toEpochMilli());
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
                            PolicyFixture.window().endsAt()));

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
        assertThat(decide(at(PolicyFixture.window().startsAt() - 1))).contains(RejectionCode.NO_AUTHORISATION);
        assertThat(decide(at(PolicyFixture.window().startsAt()))).isEmpty();
        assertThat(decide(at(PolicyFixture.window().endsAt() - 1))).isEmpty();
        assertThat(decide(at(PolicyFixture.window().endsAt()))).contains(RejectionCode.AFTER_WINDOW);
    }

    @Test
    void every_cell_of_class_and_action_is_decided() {
        for (DataClass dataClass : DataClass.values()) {
            for (int grade = 1; grade <= 4; grade++) {
                for (Action action : Action.values()) {
                    Resource resource = PolicyFixture.resource(dataClass, grade, PersonalData.NONE);
                    CompiledPolicy policy = CompiledPolicy.compile(
                            PolicyFixture.facts(resource, PolicyFixture.terms(resource, List.of(action))));
                    boolean allowed = dataClass.allowedActions(grade, 2).contains(action);
                    assertThat(policy.state(PolicyFixture.NOW.toEpochMilli()).isEmpty())
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
        Resource resource = PolicyFixture.resource(DataClass.STRUCTURED_PLAIN, 1, PersonalData.NONE);
        GrantTerms terms = PolicyFixture.terms(resource, List.of(Action.DOWNLOAD));
        assertThat(state(resource, PolicyFixture.withFields(terms, List.of("no such item"))))
                .contains(RejectionCode.NO_AGREEMENT);
        Resource personal = PolicyFixture.resource(DataClass.STRUCTURED_PLAIN, 1, PersonalData.PERSONAL);
        assertThat(state(personal, PolicyFixture.terms(personal, List.of(Action.DOWNLOAD))))
                .contains(RejectionCode.NO_AGREEMENT);
    }

    @Test
    void a_consent_covers_exactly_its_subject_recipient_resource_purpose_items_and_time() {
        Resource resource = PolicyFixture.resource(DataClass.STRUCTURED_PLAIN, 1, PersonalData.NONE);
        Grant grant = PolicyFixture.facts(
                        resource,
                        PolicyFixture.withFields(
                                PolicyFixture.terms(resource, List.of(Action.DOWNLOAD)), List.of("价格")))
                .grant();
        Presented good = new Presented("p-1", "价格", "Q-INS", "R4", 0);
        assertThat(consent(grant, good)).isEmpty();
        assertThat(consent(grant, new Presented("p-2", "价格", "Q-INS", "R4", 0)))
                .contains(RejectionCode.CONSENT_MISMATCH);
        assertThat(consent(grant, new Presented("p-1", "项目编码", "Q-INS", "R4", 0)))
                .contains(RejectionCode.CONSENT_MISMATCH);
        assertThat(consent(grant, new Presented("p-1", "价格", "Q-OPS", "R4", 0)))
                .contains(RejectionCode.CONSENT_MISMATCH);
        assertThat(consent(grant, new Presented("p-1", "价格", "Q-INS", "R1", 0)))
                .contains(RejectionCode.CONSENT_MISMATCH);
        assertThat(consent(grant, new Presented("p-1", "价格", "Q-INS", "R4", 60_000)))
                .contains(RejectionCode.CONSENT_EXPIRED);
    }

    /** What is presented with a call about a subject, some time after now. */
    private record Presented(String subject, String item, String recipient, String resource, long later) {}

    private static Optional<RejectionCode> consent(Grant grant, Presented presented) {
        long now = PolicyFixture.NOW.toEpochMilli();
        ConsentDocument document = new ConsentDocument(
                "C-1",
                "p-1",
                List.of(presented.item),
                presented.recipient,
                presented.resource,
                DemoRecords.SCENARIO,
                now,
                now + 60_000,
                "00".repeat(32));
        return ConsentRules.refusal(grant, document, Optional.of(presented.subject), now + presented.later)
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
        Resource resource = PolicyFixture.resource(dataClass, grade, PersonalData.NONE);
        return state(resource, PolicyFixture.terms(resource, List.of(action)));
    }

    private static Optional<RejectionCode> state(Resource resource, GrantTerms terms) {
        return CompiledPolicy.compile(PolicyFixture.facts(resource, terms))
                .state(PolicyFixture.NOW.toEpochMilli())
                .map(Refusal::code);
    }

    private static Optional<RejectionCode> decide(Case call) {
        Resource resource = PolicyFixture.resource(call.dataClass, call.grade, PersonalData.NONE);
        GrantFacts good = PolicyFixture.facts(resource, PolicyFixture.terms(resource, List.of(Action.DOWNLOAD)));
        GrantFacts facts = new GrantFacts(
                PolicyFixture.withStatus(good.grant(), call.grant),
                good.order(),
                good.product(),
                good.scenario(),
                PolicyFixture.authorisation(call.authorisation),
                resource,
                good.city(),
                good.supplier(),
                good.seller(),
                good.buyer());
        PolicyQuery query = new PolicyQuery(
                call.action,
                call.purpose,
                new ProvenIdentity(PolicyFixture.USER.credential(), PolicyFixture.APPLICATION.credential()),
                call.otherUser ? Optional.of(PolicyFixture.OTHER.hex()) : Optional.empty(),
                call.otherApplication ? Optional.of(PolicyFixture.OTHER.hex()) : Optional.empty());
        return CompiledPolicy.compile(facts).decide(query, call.at).map(Refusal::code);
    }
}
