package io.kontor.testkit.fabric;

import io.kontor.network.fabric.FabricCommands;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
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
        String reason = "of " + String.join(", ", FabricCommands.NAMES) + " not all are found; set "
                + FabricCommands.SETTING + " to their folder";
        if (context.getTestMethod().isEmpty()) {
            Class<?> type = context.getRequiredTestClass();
            System.out.printf(
                    "Not run: %d tests of %s on a real Fabric network: %s%n",
                    tests(type), type.getSimpleName(), reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    private static long tests(Class<?> type) {
        return Stream.<Class<?>>iterate(type, next -> next != null && next != Object.class, Class::getSuperclass)
                .flatMap(next -> Arrays.<Method>stream(next.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();
    }
}
