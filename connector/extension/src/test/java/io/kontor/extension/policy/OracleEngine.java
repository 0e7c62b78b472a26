package io.kontor.extension.policy;

import io.kontor.model.grant.Action;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.eclipse.edc.policy.engine.PolicyEngineImpl;
import org.eclipse.edc.policy.engine.RuleBindingRegistryImpl;
import org.eclipse.edc.policy.engine.ScopeFilter;
import org.eclipse.edc.policy.engine.spi.AtomicConstraintRuleFunction;
import org.eclipse.edc.policy.engine.spi.PolicyContextImpl;
import org.eclipse.edc.policy.engine.spi.PolicyRuleFunction;
import org.eclipse.edc.policy.engine.validation.RuleValidator;
import org.eclipse.edc.policy.model.Operator;
import org.eclipse.edc.policy.model.Permission;
import org.eclipse.edc.policy.model.Policy;
import org.eclipse.edc.policy.model.Prohibition;

/**
 * EDC's policy engine deciding single calls, with functions that share nothing with ours: the oracle of what a decision should be. It joins
 * permissions by AND, so the policy is cut to the one of the action that is asked for.
 */
final class OracleEngine {
    private static final String SCOPE = "call";
    private static final String ODRL = "http://www.w3.org/ns/odrl/2/";
    private static final String TDS = "https://kontor.io/ns/tds/";

    private final RuleBindingRegistryImpl bindings = new RuleBindingRegistryImpl();
    private final PolicyEngineImpl engine =
            new PolicyEngineImpl(new ScopeFilter(bindings), new RuleValidator(bindings));

    OracleEngine() {
        for (String action : new String[] {TDS + "view", TDS + "process", TDS + "download", ODRL + "distribute"}) {
            bindings.bind(action, SCOPE);
        }
        function(
                ODRL + "dateTime",
                (constraint, call) -> constraint.operator() == Operator.GEQ
                        ? !call.now().isBefore(Instant.parse(constraint.value()))
                        : call.now().isBefore(Instant.parse(constraint.value())));
        function(ODRL + "purpose", (constraint, call) -> constraint.value().equals(call.purpose));
        function(TDS + "user", (constraint, call) -> constraint.names(call.user));
        function(TDS + "application", (constraint, call) -> constraint.names(call.application));
        function(TDS + "actionApplication", (constraint, call) -> constraint.names(call.application));
        function(
                TDS + "weekday",
                (constraint, call) ->
                        constraint.names(call.local().getDayOfWeek().name()));
        function(
                TDS + "timeOfDay",
                (constraint, call) -> constraint.operator() == Operator.GEQ
                        ? !call.local().toLocalTime().isBefore(LocalTime.parse(constraint.value()))
                        : constraint.value().equals("24:00")
                                || call.local().toLocalTime().isBefore(LocalTime.parse(constraint.value())));
        for (String counted : new String[] {"count", "order", "field", "consent", "pages", "minutes"}) {
            function((counted.equals("count") ? ODRL : TDS) + counted, (constraint, call) -> true);
        }
        PolicyRuleFunction<Prohibition, Call> prohibited =
                (rule, call) -> rule.getAction().getType().equals(call.action());
        engine.registerFunction(Call.class, Prohibition.class, prohibited);
    }

    private record Value(Operator operator, String value) {

        private boolean names(String one) {
            return Arrays.asList(value.split(" ", -1)).contains(one);
        }
    }

    private void function(String operand, BiPredicate<Value, Call> holds) {
        bindings.bind(operand, SCOPE);
        AtomicConstraintRuleFunction<Permission, Call> function =
                (operator, right, rule, call) -> holds.test(new Value(operator, (String) right), call);
        engine.registerFunction(Call.class, Permission.class, operand, function);
    }

    /** One call, in the words of the policy. */
    static final class Call extends PolicyContextImpl {
        private final Action action;
        private final String purpose;
        private final String user;
        private final String application;
        private final long time;
        private final int utcOffsetMinutes;

        Call(Action action, String purpose, Subject subject, long time, int utcOffsetMinutes) {
            this.action = action;
            this.purpose = purpose;
            this.user = subject.user();
            this.application = subject.application();
            this.time = time;
            this.utcOffsetMinutes = utcOffsetMinutes;
        }

        private Instant now() {
            return Instant.ofEpochMilli(time);
        }

        private OffsetDateTime local() {
            return now().atOffset(ZoneOffset.ofTotalSeconds(utcOffsetMinutes * 60));
        }

        private String action() {
            return TDS + action.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String scope() {
            return SCOPE;
        }
    }

    /** User and application as {@code pseudonym:fingerprint}. */
    record Subject(String user, String application) {}

    /** The part of a policy that is about one action. */
    static Policy about(Policy policy, Action action) {
        String iri = TDS + action.name().toLowerCase(Locale.ROOT);
        Policy.Builder part =
                Policy.Builder.newInstance().target(policy.getTarget()).prohibitions(policy.getProhibitions());
        policy.getPermissions().stream()
                .filter(permission -> permission.getAction().getType().equals(iri))
                .forEach(part::permission);
        return part.build();
    }

    boolean permits(Policy about, Call call) {
        return !about.getPermissions().isEmpty() && engine.evaluate(about, call).succeeded();
    }
}
