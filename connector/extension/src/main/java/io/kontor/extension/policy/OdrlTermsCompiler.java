package io.kontor.extension.policy;

import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Duty;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.rejection.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.edc.policy.model.Permission;
import org.eclipse.edc.policy.model.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Reads terms out of an ODRL policy, and refuses anything it does not know by name (POL-6): unknown operand, action, operator, duty,
 * prohibition or value, a missing or doubled constraint, permissions that differ in more than action and count. Stateless.
 */
public final class OdrlTermsCompiler {
    private OdrlTermsCompiler() {}

    /**
     * Compiles a policy.
     *
     * @param policy policy definition, offer or agreement
     * @return its terms
     * @throws TermsRefusedException naming the first thing that is not understood
     */
    public static OfferedTerms compile(Policy policy) throws TermsRefusedException {
        requireNothingElse(policy);
        String resource = Values.id(present("target", policy.getTarget()));
        String buyer = Values.id(present("assignee", policy.getAssignee()));
        List<Prohibition> prohibitions = prohibitions(policy);
        List<ActionTerms> actions = new ArrayList<>();
        ConstraintSet common = null;
        List<Duty> duties = List.of();
        for (Permission permission : policy.getPermissions()) {
            ConstraintSet constraints = ConstraintSet.read(permission);
            List<Duty> read = duties(permission);
            if (common == null) {
                duties = read;
                common = constraints;
            } else if (!common.equalsButAction(constraints) || !read.equals(duties)) {
                throw new TermsRefusedException("permissions differ in more than action, count and its applications");
            }
            actions.add(actionTerms(permission, constraints, actions));
        }
        if (common == null) {
            throw new TermsRefusedException("the policy permits nothing");
        }
        return terms(common, new Parts(resource, buyer, List.copyOf(actions), duties, prohibitions));
    }

    private static OfferedTerms terms(ConstraintSet constraints, Parts parts) throws TermsRefusedException {
        try {
            GrantTerms terms = new GrantTerms(
                    parts.resource(),
                    constraints.purpose(),
                    parts.actions(),
                    constraints.users(),
                    constraints.applications(),
                    constraints.window(),
                    constraints.fields(),
                    parts.duties(),
                    parts.prohibitions(),
                    constraints.consent(),
                    constraints.viewing(),
                    BoundsConstraints.read(constraints));
            return new OfferedTerms(constraints.order(), parts.buyer(), terms);
        } catch (MalformedException e) {
            throw new TermsRefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static void requireNothingElse(Policy policy) throws TermsRefusedException {
        if (!policy.getObligations().isEmpty()) {
            throw new TermsRefusedException("unknown rule: an obligation outside a permission");
        }
        if (!policy.getExtensibleProperties().isEmpty()) {
            throw new TermsRefusedException(
                    "unknown properties " + policy.getExtensibleProperties().keySet());
        }
        if (!policy.getProfiles().isEmpty() || policy.getInheritsFrom() != null) {
            throw new TermsRefusedException("unknown property: profile or inheritFrom");
        }
    }

    private static List<Prohibition> prohibitions(Policy policy) throws TermsRefusedException {
        List<Prohibition> prohibitions = new ArrayList<>();
        for (org.eclipse.edc.policy.model.Prohibition rule : policy.getProhibitions()) {
            if (!rule.getConstraints().isEmpty() || !rule.getRemedies().isEmpty()) {
                throw new TermsRefusedException("a prohibition has a constraint or a remedy");
            }
            addAscending(prohibitions, TdsProfile.prohibition(RuleActions.iri(rule)), "prohibitions");
        }
        return List.copyOf(prohibitions);
    }

    private static List<Duty> duties(Permission permission) throws TermsRefusedException {
        List<Duty> duties = new ArrayList<>();
        for (org.eclipse.edc.policy.model.Duty rule : permission.getDuties()) {
            if (!rule.getConstraints().isEmpty() || !rule.getConsequences().isEmpty()) {
                throw new TermsRefusedException("a duty has a constraint or a consequence");
            }
            addAscending(duties, TdsProfile.duty(RuleActions.iri(rule)), "duties");
        }
        return List.copyOf(duties);
    }

    private static ActionTerms actionTerms(Permission permission, ConstraintSet constraints, List<ActionTerms> before)
            throws TermsRefusedException {
        ActionTerms terms = newActionTerms(permission, constraints);
        if (!before.isEmpty() && before.get(before.size() - 1).action().compareTo(terms.action()) >= 0) {
            throw new TermsRefusedException("actions are not ascending at " + terms.action());
        }
        return terms;
    }

    private static ActionTerms newActionTerms(Permission permission, ConstraintSet constraints)
            throws TermsRefusedException {
        try {
            return new ActionTerms(
                    TdsProfile.action(RuleActions.iri(permission)),
                    constraints.count(),
                    constraints.actionApplications());
        } catch (MalformedException e) {
            throw new TermsRefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static <E extends Enum<E>> void addAscending(List<E> list, E value, String what)
            throws TermsRefusedException {
        if (!list.isEmpty() && list.get(list.size() - 1).compareTo(value) >= 0) {
            throw new TermsRefusedException(what + " are not ascending at " + value);
        }
        list.add(value);
    }

    private static String present(String name, @Nullable String value) throws TermsRefusedException {
        if (value == null) {
            throw new TermsRefusedException("the policy has no " + name);
        }
        return value;
    }

    private record Parts(
            String resource,
            String buyer,
            List<ActionTerms> actions,
            List<Duty> duties,
            List<Prohibition> prohibitions) {}
}
