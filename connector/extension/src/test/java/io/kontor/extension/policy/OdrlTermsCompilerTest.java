package io.kontor.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.DayHours;
import io.kontor.model.grant.Duty;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.grant.RateLimit;
import io.kontor.model.grant.RatePeriod;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.grant.ViewingBounds;
import io.kontor.model.grant.Weekday;
import io.kontor.model.id.Digest32;
import io.kontor.model.order.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.edc.policy.model.AndConstraint;
import org.eclipse.edc.policy.model.AtomicConstraint;
import org.eclipse.edc.policy.model.Constraint;
import org.eclipse.edc.policy.model.LiteralExpression;
import org.eclipse.edc.policy.model.Operator;
import org.eclipse.edc.policy.model.Permission;
import org.eclipse.edc.policy.model.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** POL-1 to POL-6, POL-12: the profile as it is written and read. */
class OdrlTermsCompilerTest {
    private static final String TDS = "https://kontor.io/ns/tds/";
    private static final String ODRL = "http://www.w3.org/ns/odrl/2/";

    @Test
    void reads_back_what_was_written() throws TermsRefusedException {
        OfferedTerms offered = offered(
                List.of(new ActionTerms(Action.VIEW, 3), new ActionTerms(Action.DOWNLOAD, 2)),
                List.of("就诊流水号", "a b", "100%", "%20"));
        assertThat(OdrlTermsCompiler.compile(OdrlOfferBuilder.build(offered))).isEqualTo(offered);
    }

    @Test
    void reads_back_documents_without_fields_duties_and_prohibitions() throws TermsRefusedException {
        GrantTerms terms = new GrantTerms(
                "R3",
                "SC-1",
                List.of(new ActionTerms(Action.VIEW, 3)),
                List.of(credential(1), credential(2)),
                List.of(credential(3)),
                new TimeWindow(0, 1),
                List.of(),
                List.of(),
                List.of(),
                ConsentRule.NONE,
                ViewingBounds.DEFAULT);
        OfferedTerms offered = new OfferedTerms("O-1", "Q-INS", terms);
        assertThat(OdrlTermsCompiler.compile(OdrlOfferBuilder.build(offered))).isEqualTo(offered);
    }

    /** POL-12: what may be left out is read back as it was written, each alone and all together. */
    @ParameterizedTest
    @MethodSource("bounds")
    void reads_back_every_bound_of_use(UsageBounds bounds) throws TermsRefusedException {
        OfferedTerms plain =
                offered(List.of(new ActionTerms(Action.PROCESS, 5, Optional.of(List.of(credential(2))))), List.of("a"));
        GrantTerms terms = plain.terms();
        OfferedTerms offered = new OfferedTerms(
                plain.orderId(),
                plain.buyer(),
                new GrantTerms(
                        terms.resourceId(),
                        terms.scenarioId(),
                        terms.actions(),
                        terms.users(),
                        terms.applications(),
                        terms.window(),
                        terms.fields(),
                        List.of(Duty.values()),
                        List.of(Prohibition.DISTRIBUTE, Prohibition.VIEW, Prohibition.DOWNLOAD),
                        terms.consent(),
                        terms.viewing(),
                        Optional.of(bounds)));
        assertThat(OdrlTermsCompiler.compile(OdrlOfferBuilder.build(offered))).isEqualTo(offered);
    }

    static Stream<UsageBounds> bounds() {
        Optional<DayHours> hours = Optional.of(new DayHours(0, 1_440));
        Optional<List<Weekday>> days = Optional.of(List.of(Weekday.MONDAY, Weekday.SUNDAY));
        Optional<List<RateLimit>> rates =
                Optional.of(List.of(new RateLimit(RatePeriod.HOUR, 5), new RateLimit(RatePeriod.DAY, 9)));
        Optional<List<RateLimit>> daily = Optional.of(List.of(new RateLimit(RatePeriod.DAY, 9)));
        return Stream.of(
                new UsageBounds(hours, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new UsageBounds(Optional.empty(), days, Optional.empty(), Optional.empty(), Optional.empty()),
                new UsageBounds(Optional.empty(), Optional.empty(), daily, Optional.empty(), Optional.empty()),
                new UsageBounds(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(1L), Optional.empty()),
                new UsageBounds(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(2L)),
                new UsageBounds(hours, days, rates, Optional.of(1L), Optional.of(2L)));
    }

    @Test
    void permissions_of_one_policy_may_name_different_applications() throws TermsRefusedException {
        OfferedTerms offered = offered(
                List.of(
                        new ActionTerms(Action.VIEW, 3, Optional.of(List.of(credential(2)))),
                        new ActionTerms(Action.DOWNLOAD, 2)),
                List.of());
        assertThat(OdrlTermsCompiler.compile(OdrlOfferBuilder.build(offered))).isEqualTo(offered);
    }

    /** POL-13. */
    @Test
    void refuses_a_permission_that_the_policy_prohibits() {
        assertRefused(
                policy -> policy.toBuilder()
                        .prohibition(org.eclipse.edc.policy.model.Prohibition.Builder.newInstance()
                                .action(action(TDS + "process"))
                                .build())
                        .build(),
                "both permitted and prohibited");
    }

    static Stream<Arguments> unknownConstraints() {
        return Stream.of(
                Arguments.of("one end", with(TDS + "timeOfDay", Operator.GEQ, "08:30")),
                Arguments.of("no time of day", with(TDS + "timeOfDay", Operator.GEQ, "8:30")),
                Arguments.of("no time of day", with(TDS + "timeOfDay", Operator.LT, "24:01")),
                Arguments.of("no weekday", with(TDS + "weekday", Operator.IS_ANY_OF, "FUNDAY")),
                Arguments.of("ascending", with(TDS + "weekday", Operator.IS_ANY_OF, "FRIDAY MONDAY")),
                Arguments.of("there are 0", with(TDS + "weekday", Operator.IS_ANY_OF, "")),
                Arguments.of("no whole number", with(TDS + "perHour", Operator.LEQ, "0")),
                Arguments.of("does not fit", with(TDS + "perDay", Operator.LT, "5")),
                Arguments.of("no whole number", with(TDS + "bytes", Operator.LEQ, "1e6")),
                Arguments.of("no whole number", with(TDS + "records", Operator.LEQ, "-1")),
                Arguments.of("is empty", with(TDS + "actionApplication", Operator.IS_ANY_OF, "")),
                Arguments.of("unknown operand", with(ODRL + "spatial", Operator.EQ, "x")),
                Arguments.of("does not fit", replaced(ODRL + "count", Operator.GEQ, "3")),
                Arguments.of("does not fit", replaced(ODRL + "purpose", Operator.NEQ, "SC-1")),
                Arguments.of("no whole number", replaced(ODRL + "count", Operator.LEQ, "0")),
                Arguments.of("no whole number", replaced(ODRL + "count", Operator.LEQ, "03")),
                Arguments.of("no whole number", replaced(ODRL + "count", Operator.LEQ, "3.0")),
                Arguments.of("no instant", replaced(ODRL + "dateTime", Operator.GEQ, "yesterday")),
                Arguments.of("not written as", replaced(ODRL + "dateTime", Operator.GEQ, "2026-01-01T00:00:00.000Z")),
                Arguments.of(
                        "before or at its start", replaced(ODRL + "dateTime", Operator.LT, "1969-01-01T00:00:00Z")),
                Arguments.of("must match", replaced(ODRL + "purpose", Operator.EQ, "no id")),
                Arguments.of("is empty", replaced(TDS + "user", Operator.IS_ANY_OF, "")),
                Arguments.of("not pseudonym:fingerprint", replaced(TDS + "application", Operator.IS_ANY_OF, "app")),
                Arguments.of("one twice", replaced(TDS + "field", Operator.IS_ANY_OF, "a a")),
                Arguments.of("no field", replaced(TDS + "field", Operator.IS_ANY_OF, "a%41")),
                Arguments.of("no rule of consent", replaced(TDS + "consent", Operator.EQ, "SOMETIMES")),
                Arguments.of("above", replaced(TDS + "pages", Operator.LEQ, "100001")),
                Arguments.of("there twice", with(ODRL + "count", Operator.LEQ, "5")),
                Arguments.of("lacks " + TDS + "minutes", without(TDS + "minutes")),
                Arguments.of("lacks " + TDS + "order", without(TDS + "order")),
                Arguments.of("a combination", (UnaryOperator<List<Constraint>>) OdrlTermsCompilerTest::combined));
    }

    @ParameterizedTest
    @MethodSource("unknownConstraints")
    void refuses_a_constraint_that_the_profile_does_not_know(String reason, UnaryOperator<List<Constraint>> change) {
        assertRefused(policy -> withPermission(policy, change), reason);
    }

    @Test
    void refuses_unknown_actions_duties_and_prohibitions_by_name() {
        assertRefused(
                policy -> Policy.Builder.newInstance()
                        .target("R1")
                        .assignee("Q-INS")
                        .permission(Permission.Builder.newInstance()
                                .action(action(ODRL + "use"))
                                .constraints(policy.getPermissions().get(0).getConstraints())
                                .build())
                        .build(),
                "unknown action " + ODRL + "use");
        assertRefused(
                policy -> policy.toBuilder()
                        .prohibition(org.eclipse.edc.policy.model.Prohibition.Builder.newInstance()
                                .action(action(ODRL + "sell"))
                                .build())
                        .build(),
                "unknown prohibition " + ODRL + "sell");
        assertRefused(
                policy -> policy.toBuilder()
                        .duty(org.eclipse.edc.policy.model.Duty.Builder.newInstance()
                                .action(action(ODRL + "inform"))
                                .build())
                        .build(),
                "obligation");
        assertRefused(policy -> policy.toBuilder().extensibleProperty("x", 1).build(), "unknown properties [x]");
    }

    @Test
    void refuses_policies_that_permit_nothing_or_name_no_target_or_buyer() {
        assertRefused(
                policy -> Policy.Builder.newInstance()
                        .target("R1")
                        .assignee("Q-INS")
                        .build(),
                "permits nothing");
        assertRefused(policy -> policy.withTarget(null), "no target");
        assertRefused(policy -> policy.toBuilder().assignee(null).build(), "no assignee");
    }

    @Test
    void refuses_permissions_that_differ_in_more_than_action_and_count() {
        assertRefused(
                policy -> policy.toBuilder()
                        .permission(Permission.Builder.newInstance()
                                .action(action(TDS + "download"))
                                .constraints(replaced(ODRL + "purpose", Operator.EQ, "SC-2")
                                        .apply(policy.getPermissions().get(0).getConstraints()))
                                .duties(policy.getPermissions().get(0).getDuties())
                                .build())
                        .build(),
                "differ in more than action, count and its applications");
    }

    private static void assertRefused(Function<Policy, Policy> change, String reason) {
        Policy policy = change.apply(
                OdrlOfferBuilder.build(offered(List.of(new ActionTerms(Action.PROCESS, 1_000)), List.of("a", "b"))));
        assertThatThrownBy(() -> OdrlTermsCompiler.compile(policy))
                .isInstanceOf(TermsRefusedException.class)
                .hasMessageContaining(reason);
    }

    private static Policy withPermission(Policy policy, UnaryOperator<List<Constraint>> change) {
        Permission permission = policy.getPermissions().get(0);
        return Policy.Builder.newInstance()
                .target(policy.getTarget())
                .assignee(policy.getAssignee())
                .permission(Permission.Builder.newInstance()
                        .action(permission.getAction())
                        .constraints(change.apply(permission.getConstraints()))
                        .duties(permission.getDuties())
                        .build())
                .prohibitions(policy.getProhibitions())
                .build();
    }

    private static UnaryOperator<List<Constraint>> with(String operand, Operator operator, String value) {
        return constraints -> {
            List<Constraint> changed = new ArrayList<>(constraints);
            changed.add(constraint(operand, operator, value));
            return changed;
        };
    }

    private static UnaryOperator<List<Constraint>> without(String operand) {
        return constraints -> constraints.stream()
                .filter(constraint -> !left(constraint).equals(operand))
                .toList();
    }

    private static UnaryOperator<List<Constraint>> replaced(String operand, Operator operator, String value) {
        return constraints -> constraints.stream()
                .map(constraint -> left(constraint).equals(operand) && sameSide(constraint, operand, operator)
                        ? constraint(operand, operator, value)
                        : constraint)
                .toList();
    }

    private static boolean sameSide(Constraint constraint, String operand, Operator operator) {
        return !operand.endsWith("dateTime") || ((AtomicConstraint) constraint).getOperator() == operator;
    }

    private static List<Constraint> combined(List<Constraint> constraints) {
        return List.of(
                AndConstraint.Builder.newInstance().constraints(constraints).build());
    }

    private static String left(Constraint constraint) {
        return ((LiteralExpression) ((AtomicConstraint) constraint).getLeftExpression()).asString();
    }

    private static Constraint constraint(String operand, Operator operator, String value) {
        return AtomicConstraint.Builder.newInstance()
                .leftExpression(new LiteralExpression(operand))
                .operator(operator)
                .rightExpression(new LiteralExpression(value))
                .build();
    }

    private static org.eclipse.edc.policy.model.Action action(String iri) {
        return org.eclipse.edc.policy.model.Action.Builder.newInstance()
                .type(iri)
                .build();
    }

    private static OfferedTerms offered(List<ActionTerms> actions, List<String> fields) {
        GrantTerms terms = new GrantTerms(
                "R1",
                "SC-1",
                actions,
                List.of(credential(1)),
                List.of(credential(2)),
                new TimeWindow(0, 1_767_225_600_123L),
                fields,
                List.of(Duty.MASK, Duty.WATERMARK, Duty.DELETE),
                List.of(Prohibition.DISTRIBUTE),
                ConsentRule.ONE_SHOT,
                new ViewingBounds(5, 10));
        return new OfferedTerms("ORD-1", "Q-INS", terms);
    }

    private static Credential credential(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new Credential(Digest32.of(bytes), Digest32.of(bytes));
    }
}
