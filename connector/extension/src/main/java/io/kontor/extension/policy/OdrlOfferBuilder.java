package io.kontor.extension.policy;

import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.GrantTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.edc.policy.model.Action;
import org.eclipse.edc.policy.model.AtomicConstraint;
import org.eclipse.edc.policy.model.Constraint;
import org.eclipse.edc.policy.model.Duty;
import org.eclipse.edc.policy.model.LiteralExpression;
import org.eclipse.edc.policy.model.Operator;
import org.eclipse.edc.policy.model.Permission;
import org.eclipse.edc.policy.model.Policy;
import org.eclipse.edc.policy.model.PolicyType;
import org.eclipse.edc.policy.model.Prohibition;

/**
 * Writes terms as an ODRL policy (POL-5): one permission an action, each with all constraints, then the prohibitions. Built in code, because EDC
 * takes a misspelt constraint in JSON for none.
 */
public final class OdrlOfferBuilder {
    private OdrlOfferBuilder() {}

    /**
     * Writes the policy of an offer.
     *
     * @param offered terms, order and buyer
     * @return a policy that {@link OdrlTermsCompiler} reads back to the same
     */
    public static Policy build(OfferedTerms offered) {
        Policy.Builder policy = Policy.Builder.newInstance()
                .type(PolicyType.SET)
                .target(offered.terms().resourceId())
                .assignee(offered.buyer());
        for (ActionTerms action : offered.terms().actions()) {
            policy.permission(permission(offered, action));
        }
        offered.terms()
                .prohibitions()
                .forEach(prohibition -> policy.prohibition(Prohibition.Builder.newInstance()
                        .action(action(TdsProfile.iri(prohibition)))
                        .build()));
        return policy.build();
    }

    private static Permission permission(OfferedTerms offered, ActionTerms action) {
        List<Duty> duties = offered.terms().duties().stream()
                .map(duty -> Duty.Builder.newInstance()
                        .action(action(TdsProfile.iri(duty)))
                        .build())
                .toList();
        return Permission.Builder.newInstance()
                .action(action(TdsProfile.iri(action.action())))
                .constraints(constraints(offered, action))
                .duties(duties)
                .build();
    }

    private static List<Constraint> constraints(OfferedTerms offered, ActionTerms action) {
        List<Constraint> constraints = new ArrayList<>(required(offered, action.limit()));
        action.applications()
                .ifPresent(some -> constraints.add(
                        constraint(Operand.ACTION_APPLICATION, Operator.IS_ANY_OF, Values.credentials(some))));
        offered.terms()
                .bounds()
                .map(BoundsConstraints::write)
                .orElse(Map.of())
                .forEach((slot, value) -> constraints.add(constraint(slot.operand(), slot.operator(), value)));
        return constraints;
    }

    private static List<Constraint> required(OfferedTerms offered, long limit) {
        GrantTerms terms = offered.terms();
        return List.of(
                constraint(Operand.COUNT, Operator.LEQ, Long.toString(limit)),
                constraint(
                        Operand.DATE_TIME, Operator.GEQ, instant(terms.window().startsAt())),
                constraint(
                        Operand.DATE_TIME, Operator.LT, instant(terms.window().endsAt())),
                constraint(Operand.PURPOSE, Operator.EQ, terms.scenarioId()),
                constraint(Operand.ORDER, Operator.EQ, offered.orderId()),
                constraint(Operand.USER, Operator.IS_ANY_OF, Values.credentials(terms.users())),
                constraint(Operand.APPLICATION, Operator.IS_ANY_OF, Values.credentials(terms.applications())),
                constraint(Operand.FIELD, Operator.IS_ANY_OF, Values.fields(terms.fields())),
                constraint(Operand.CONSENT, Operator.EQ, terms.consent().name()),
                constraint(
                        Operand.PAGES,
                        Operator.LEQ,
                        Integer.toString(terms.viewing().pagesMax())),
                constraint(
                        Operand.MINUTES,
                        Operator.LEQ,
                        Integer.toString(terms.viewing().minutesMax())));
    }

    private static Constraint constraint(Operand operand, Operator operator, String value) {
        return AtomicConstraint.Builder.newInstance()
                .leftExpression(new LiteralExpression(operand.iri()))
                .operator(operator)
                .rightExpression(new LiteralExpression(value))
                .build();
    }

    private static Action action(String iri) {
        return Action.Builder.newInstance().type(iri).build();
    }

    private static String instant(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).toString();
    }
}
