package io.kontor.extension.policy;

import org.eclipse.edc.policy.engine.spi.AtomicConstraintRuleFunction;
import org.eclipse.edc.policy.engine.spi.PolicyContext;
import org.eclipse.edc.policy.model.Operator;
import org.eclipse.edc.policy.model.Permission;
import org.eclipse.edc.spi.result.Result;

/**
 * EDC's function of one operand: checks operator and form. Whether a count is used up or a window open is decided at each call by the data
 * plane, never here: EDC would end transfers and refuse a window that has not begun.
 */
final class FormFunction<C extends PolicyContext> implements AtomicConstraintRuleFunction<Permission, C> {
    private final Operand operand;

    FormFunction(Operand operand) {
        this.operand = operand;
    }

    @Override
    public boolean evaluate(Operator operator, Object value, Permission rule, C context) {
        Result<Void> form = validate(operator, value, rule);
        form.onFailure(failure -> context.reportProblem(failure.getFailureDetail()));
        return form.succeeded();
    }

    @Override
    public Result<Void> validate(Operator operator, Object value, Permission rule) {
        try {
            operand.check(operator, value);
            return Result.success();
        } catch (TermsRefusedException e) {
            return Result.failure(e.getMessage());
        }
    }

    @Override
    public String name() {
        return "Form of " + operand.iri();
    }
}
