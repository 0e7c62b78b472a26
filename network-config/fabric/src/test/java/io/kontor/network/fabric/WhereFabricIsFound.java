package io.kontor.network.fabric;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a class of tests where the Fabric commands are found; elsewhere says in one line how many did not run and why. */
final class WhereFabricIsFound implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (FabricCommands.found(System.getenv())) {
            return ConditionEvaluationResult.enabled("the Fabric commands are found");
        }
        if (context.getTestMethod().isEmpty()) {
            Class<?> type = context.getRequiredTestClass();
            System.out.printf(
                    "Not run: %d tests of %s on a real Fabric network: set %s to the folder of its commands%n",
                    Arrays.stream(type.getDeclaredMethods())
                            .filter(method -> method.isAnnotationPresent(Test.class))
                            .count(),
                    type.getSimpleName(),
                    FabricCommands.SETTING);
        }
        return ConditionEvaluationResult.disabled("the Fabric commands are not found");
    }
}
