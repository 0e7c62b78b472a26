package io.kontor.usage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.DayHours;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.grant.ViewingBounds;
import io.kontor.model.grant.Weekday;
import io.kontor.model.order.Credential;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.PersonalData;
import io.kontor.model.resource.Resource;
import io.kontor.testkit.fixtures.DemoRecords;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SES-4, POL-12, POL-15: every term that a decision looks at, satisfied and violated, alone and together, in the order of the codes. */
class PolicyTermsTest {

    private static final long SEED = 20_260_917;
    private static final int COMBINATIONS = 4_000;

    private static final Credential OTHER_USER = new Credential(PolicyFixture.OTHER, PolicyFixture.OTHER);
    private static final Credential VIEWER =
            new Credential(DemoRecords.digest("viewer"), DemoRecords.digest("viewer key"));
    private static final Credential OTHER_APPLICATION =
            new Credential(DemoRecords.digest("other"), DemoRecords.digest("other key"));
    private static final TimeWindow WINDOW = new TimeWindow(at("2026-09-18T16:00:00Z"), at("2026-10-18T16:00:00Z"));
    private static final long MONDAY_TEN_O_CLOCK = at("2026-09-21T02:00:00Z");

    /** Violations of one group exclude each other. */
    private enum Group {
        AUTHORISATION,
        STATUS,
        DATA,
        ACTION,
        USER,
        APPLICATION,
        PURPOSE,
        TIME
    }

    /** One thing that is wrong, and what it is refused with. */
    private enum Wrong {
        AUTHORISATION_CLOSED(Group.AUTHORISATION, RejectionCode.NO_AUTHORISATION),
        GRANT_PROPOSED(Group.STATUS, RejectionCode.NO_AGREEMENT),
        GRANT_SUSPENDED(Group.STATUS, RejectionCode.SUSPENDED),
        GRANT_TERMINATED(Group.STATUS, RejectionCode.TERMINATED),
        CLASS_OF_THE_DATA(Group.DATA, RejectionCode.MODE),
        GRADE_OF_THE_DATA(Group.DATA, RejectionCode.GRADE),
        ACTION_PROHIBITED(Group.ACTION, RejectionCode.PROHIBITED),
        ACTION_NOT_GRANTED(Group.ACTION, RejectionCode.ACTION),
        USER_NOT_NAMED(Group.USER, RejectionCode.USER),
        USER_NAMED_IN_THE_CALL(Group.USER, RejectionCode.USER),
        APPLICATION_NOT_NAMED(Group.APPLICATION, RejectionCode.APP),
        APPLICATION_OF_ANOTHER_ACTION(Group.APPLICATION, RejectionCode.APP),
        APPLICATION_NAMED_IN_THE_CALL(Group.APPLICATION, RejectionCode.APP),
        OTHER_PURPOSE(Group.PURPOSE, RejectionCode.PURPOSE),
        WINDOW_NOT_BEGUN(Group.TIME, RejectionCode.BEFORE_WINDOW),
        WINDOW_OVER(Group.TIME, RejectionCode.AFTER_WINDOW),
        TIME_OF_DAY(Group.TIME, RejectionCode.HOURS),
        WEEKDAY(Group.TIME, RejectionCode.HOURS);

        private final Group group;
        private final RejectionCode code;

        Wrong(Group group, RejectionCode code) {
            this.group = group;
            this.code = code;
        }
    }

    private static long at(String text) {
        return Instant.parse(text).toEpochMilli();
    }

    @Test
    void a_call_that_keeps_every_term_is_permitted() {
        assertThat(decide(Set.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void each_violated_term_is_refused_with_its_code(Wrong wrong) {
        assertThat(decide(EnumSet.of(wrong))).contains(wrong.code);
    }

    @Test
    void of_any_two_violated_terms_the_first_in_the_order_is_the_answer() {
        for (Wrong one : Wrong.values()) {
            for (Wrong other : Wrong.values()) {
                if (one.group != other.group) {
                    EnumSet<Wrong> both = EnumSet.of(one, other);
                    assertThat(decide(both)).as("%s", both).contains(first(both));
                }
            }
        }
    }

    @Test
    void of_any_combination_of_violated_terms_the_first_in_the_order_is_the_answer() {
        Random random = new Random(SEED);
        for (int i = 0; i < COMBINATIONS; i++) {
            EnumSet<Wrong> some = EnumSet.noneOf(Wrong.class);
            for (Group group : Group.values()) {
                List<Wrong> ofGroup = Arrays.stream(Wrong.values())
                        .filter(wrong -> wrong.group == group)
                        .toList();
                if (random.nextInt(4) == 0) {
                    some.add(ofGroup.get(random.nextInt(ofGroup.size())));
                }
            }
            Optional<RejectionCode> expected = some.isEmpty() ? Optional.empty() : Optional.of(first(some));
            assertThat(decide(some))
                    .as("combination %d of seed %d: %s", i, SEED, some)
                    .isEqualTo(expected);
        }
    }

    @Test
    void an_action_that_names_applications_admits_them_and_no_others() {
        GrantFacts facts = facts(Set.of());
        CompiledPolicy policy = CompiledPolicy.compile(facts);
        assertThat(policy.admits(new ProvenIdentity(PolicyFixture.USER.credential(), VIEWER)))
                .isEmpty();
        assertThat(policy.admits(new ProvenIdentity(PolicyFixture.USER.credential(), OTHER_APPLICATION)))
                .map(Refusal::code)
                .contains(RejectionCode.APP);
    }

    @Test
    void hours_that_never_meet_the_window_refuse_the_grant() {
        Resource resource = resource(Set.of());
        GrantTerms good = terms(resource);
        GrantTerms night = new GrantTerms(
                good.resourceId(),
                good.scenarioId(),
                good.actions(),
                good.users(),
                good.applications(),
                new TimeWindow(at("2026-09-21T11:00:00Z"), at("2026-09-21T15:00:00Z")),
                good.fields(),
                good.duties(),
                good.prohibitions(),
                good.consent(),
                good.viewing(),
                good.bounds());
        assertThat(CompiledPolicy.compile(PolicyFixture.facts(resource, night)).state(MONDAY_TEN_O_CLOCK))
                .map(Refusal::code)
                .contains(RejectionCode.NO_AGREEMENT);
    }

    private static RejectionCode first(Set<Wrong> wrong) {
        return wrong.stream()
                .map(one -> one.code)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Optional<RejectionCode> decide(Set<Wrong> wrong) {
        return CompiledPolicy.compile(facts(wrong))
                .decide(query(wrong), time(wrong))
                .map(Refusal::code);
    }

    private static GrantFacts facts(Set<Wrong> wrong) {
        Resource resource = resource(wrong);
        GrantFacts facts = PolicyFixture.facts(resource, terms(resource));
        boolean closed = wrong.contains(Wrong.AUTHORISATION_CLOSED);
        return new GrantFacts(
                PolicyFixture.withStatus(facts.grant(), status(wrong)),
                facts.order(),
                facts.product(),
                facts.scenario(),
                PolicyFixture.authorisation(closed ? AuthorisationStatus.CLOSED : AuthorisationStatus.ACTIVE),
                resource,
                facts.city(),
                facts.supplier(),
                facts.seller(),
                facts.buyer());
    }

    private static GrantStatus status(Set<Wrong> wrong) {
        if (wrong.contains(Wrong.GRANT_PROPOSED)) {
            return GrantStatus.PROPOSED;
        }
        if (wrong.contains(Wrong.GRANT_SUSPENDED)) {
            return GrantStatus.SUSPENDED;
        }
        return wrong.contains(Wrong.GRANT_TERMINATED) ? GrantStatus.TERMINATED : GrantStatus.ACTIVE;
    }

    private static Resource resource(Set<Wrong> wrong) {
        if (wrong.contains(Wrong.CLASS_OF_THE_DATA)) {
            return PolicyFixture.resource(DataClass.STRUCTURED_SENSITIVE, 1, PersonalData.NONE);
        }
        return wrong.contains(Wrong.GRADE_OF_THE_DATA)
                ? PolicyFixture.resource(DataClass.DOCUMENT, 3, PersonalData.NONE)
                : PolicyFixture.resource(DataClass.STRUCTURED_PLAIN, 1, PersonalData.NONE);
    }

    /** DOWNLOAD by one of two applications, VIEW prohibited, PROCESS not mentioned; office hours, no Sundays. */
    private static GrantTerms terms(Resource resource) {
        UsageBounds bounds = new UsageBounds(
                Optional.of(new DayHours(510, 1_080)),
                Optional.of(Stream.of(Weekday.values())
                        .filter(day -> day != Weekday.SUNDAY)
                        .toList()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new GrantTerms(
                resource.resourceId(),
                DemoRecords.SCENARIO,
                List.of(new ActionTerms(
                        Action.DOWNLOAD, 5, Optional.of(List.of(PolicyFixture.APPLICATION.credential())))),
                List.of(PolicyFixture.USER.credential()),
                List.of(PolicyFixture.APPLICATION.credential(), VIEWER),
                WINDOW,
                List.of(),
                List.of(),
                List.of(Prohibition.DISTRIBUTE, Prohibition.VIEW),
                ConsentRule.NONE,
                ViewingBounds.DEFAULT,
                Optional.of(bounds));
    }

    private static PolicyQuery query(Set<Wrong> wrong) {
        Action action = Action.DOWNLOAD;
        if (wrong.contains(Wrong.ACTION_PROHIBITED)) {
            action = Action.VIEW;
        } else if (wrong.contains(Wrong.ACTION_NOT_GRANTED)) {
            action = Action.PROCESS;
        }
        Credential user = wrong.contains(Wrong.USER_NOT_NAMED) ? OTHER_USER : PolicyFixture.USER.credential();
        return new PolicyQuery(
                action,
                wrong.contains(Wrong.OTHER_PURPOSE) ? "SC-marketing" : DemoRecords.SCENARIO,
                new ProvenIdentity(user, application(wrong)),
                wrong.contains(Wrong.USER_NAMED_IN_THE_CALL)
                        ? Optional.of(PolicyFixture.OTHER.hex())
                        : Optional.empty(),
                wrong.contains(Wrong.APPLICATION_NAMED_IN_THE_CALL)
                        ? Optional.of(PolicyFixture.OTHER.hex())
                        : Optional.empty());
    }

    private static Credential application(Set<Wrong> wrong) {
        if (wrong.contains(Wrong.APPLICATION_NOT_NAMED)) {
            return OTHER_APPLICATION;
        }
        return wrong.contains(Wrong.APPLICATION_OF_ANOTHER_ACTION) ? VIEWER : PolicyFixture.APPLICATION.credential();
    }

    private static long time(Set<Wrong> wrong) {
        if (wrong.contains(Wrong.WINDOW_NOT_BEGUN)) {
            return at("2026-09-17T02:00:00Z");
        }
        if (wrong.contains(Wrong.WINDOW_OVER)) {
            return WINDOW.endsAt();
        }
        if (wrong.contains(Wrong.TIME_OF_DAY)) {
            return at("2026-09-21T10:00:00Z");
        }
        return wrong.contains(Wrong.WEEKDAY) ? at("2026-09-20T02:00:00Z") : MONDAY_TEN_O_CLOCK;
    }
}
