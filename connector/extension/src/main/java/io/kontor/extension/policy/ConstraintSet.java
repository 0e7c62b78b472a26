package io.kontor.extension.policy;

import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.grant.ViewingBounds;
import io.kontor.model.order.Credential;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.edc.policy.model.AtomicConstraint;
import org.eclipse.edc.policy.model.Constraint;
import org.eclipse.edc.policy.model.LiteralExpression;
import org.eclipse.edc.policy.model.Operator;
import org.eclipse.edc.policy.model.Permission;

/** The constraints of one permission: each of the profile exactly once, and no other. */
record ConstraintSet(Map<Slot, String> values) {
    /** An operand under one operator. */
    record Slot(Operand operand, Operator operator) {}

    static ConstraintSet read(Permission permission) throws TermsRefusedException {
        Map<Slot, String> values = new HashMap<>();
        for (Constraint constraint : permission.getConstraints()) {
            if (!(constraint instanceof AtomicConstraint atomic)) {
                throw new TermsRefusedException("a constraint is a combination: "
                        + constraint.getClass().getSimpleName());
            }
            add(values, atomic);
        }
        for (Operand operand : Operand.values()) {
            for (Operator operator : operand.operators().toList()) {
                if (operand.isRequired() && !values.containsKey(new Slot(operand, operator))) {
                    throw new TermsRefusedException(
                            "permission " + RuleActions.iri(permission) + " lacks " + operand.iri() + " " + operator);
                }
            }
        }
        return new ConstraintSet(Map.copyOf(values));
    }

    private static void add(Map<Slot, String> values, AtomicConstraint atomic) throws TermsRefusedException {
        String left = literal(atomic.getLeftExpression());
        Operand operand = Operand.named(left).orElseThrow(() -> new TermsRefusedException("unknown operand " + left));
        String value = literal(atomic.getRightExpression());
        operand.check(atomic.getOperator(), value);
        if (values.put(new Slot(operand, atomic.getOperator()), value) != null) {
            throw new TermsRefusedException(
                    "constraint " + operand.iri() + " " + atomic.getOperator() + " is there twice");
        }
    }

    private static String literal(Object expression) throws TermsRefusedException {
        if (expression instanceof LiteralExpression literal && literal.getValue() instanceof String text) {
            return text;
        }
        throw new TermsRefusedException("an operand is no string: " + expression);
    }

    /** Whether all is equal that permissions of one policy must have in common. */
    boolean equalsButAction(ConstraintSet other) {
        return common().equals(other.common());
    }

    private Map<Slot, String> common() {
        Map<Slot, String> rest = new HashMap<>(values);
        rest.remove(new Slot(Operand.COUNT, Operator.LEQ));
        rest.remove(new Slot(Operand.ACTION_APPLICATION, Operator.IS_ANY_OF));
        return rest;
    }

    Optional<String> optional(Operand operand, Operator operator) {
        return Optional.ofNullable(values.get(new Slot(operand, operator)));
    }

    long count() throws TermsRefusedException {
        return Values.count(value(Operand.COUNT, Operator.LEQ));
    }

    Optional<List<Credential>> actionApplications() throws TermsRefusedException {
        Optional<String> value = optional(Operand.ACTION_APPLICATION, Operator.IS_ANY_OF);
        return value.isPresent() ? Optional.of(Values.credentials(value.get())) : Optional.empty();
    }

    TimeWindow window() throws TermsRefusedException {
        Instant from = Values.instant(value(Operand.DATE_TIME, Operator.GEQ));
        Instant to = Values.instant(value(Operand.DATE_TIME, Operator.LT));
        if (!from.isBefore(to)) {
            throw new TermsRefusedException("window ends at " + to + ", before or at its start " + from);
        }
        return new TimeWindow(from.toEpochMilli(), to.toEpochMilli());
    }

    String purpose() throws TermsRefusedException {
        return Values.id(value(Operand.PURPOSE, Operator.EQ));
    }

    String order() throws TermsRefusedException {
        return Values.id(value(Operand.ORDER, Operator.EQ));
    }

    List<Credential> users() throws TermsRefusedException {
        return Values.credentials(value(Operand.USER, Operator.IS_ANY_OF));
    }

    List<Credential> applications() throws TermsRefusedException {
        return Values.credentials(value(Operand.APPLICATION, Operator.IS_ANY_OF));
    }

    List<String> fields() throws TermsRefusedException {
        return Values.fields(value(Operand.FIELD, Operator.IS_ANY_OF));
    }

    ConsentRule consent() throws TermsRefusedException {
        return Values.consent(value(Operand.CONSENT, Operator.EQ));
    }

    ViewingBounds viewing() throws TermsRefusedException {
        return new ViewingBounds(
                Values.bound(value(Operand.PAGES, Operator.LEQ)), Values.bound(value(Operand.MINUTES, Operator.LEQ)));
    }

    private String value(Operand operand, Operator operator) {
        String value = values.get(new Slot(operand, operator));
        if (value == null) {
            throw new IllegalStateException("checked when read: " + operand);
        }
        return value;
    }
}
