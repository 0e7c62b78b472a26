package io.kontor.extension.policy;

import static io.kontor.extension.policy.TdsProfile.ODRL;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.edc.policy.model.Policy;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.result.Result;
import org.eclipse.edc.validator.spi.ValidationResult;
import org.eclipse.edc.validator.spi.Validator;
import org.eclipse.edc.validator.spi.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a message whose policy, as expanded JSON-LD, holds anything that EDC would read over: an unknown property, a typed value, a
 * refinement. What is left is read as EDC reads it and compiled.
 */
final class PolicyJsonValidator implements Validator<JsonObject> {
    private static final Set<String> POLICY = Set.of(
            "@id",
            "@type",
            ODRL + "permission",
            ODRL + "prohibition",
            ODRL + "obligation",
            ODRL + "target",
            ODRL + "assigner",
            ODRL + "assignee");
    private static final Set<String> RULE = Set.of("@type", ODRL + "action", ODRL + "constraint", ODRL + "duty");
    private static final Set<String> CONSTRAINT =
            Set.of("@type", ODRL + "leftOperand", ODRL + "operator", ODRL + "rightOperand");

    private final String property;
    private final Set<String> besides;
    private final Function<JsonObject, Result<Policy>> reader;
    private final Monitor monitor;

    /**
     * Creates the validator.
     *
     * @param property property of the message that holds the policy
     * @param besides properties of the policy that the message's own standard adds
     * @param reader EDC's reader
     * @param monitor log of refusals: a DSP peer learns only that its message was bad
     */
    PolicyJsonValidator(
            String property, Set<String> besides, Function<JsonObject, Result<Policy>> reader, Monitor monitor) {
        this.property = property;
        this.besides = besides;
        this.reader = reader;
        this.monitor = monitor;
    }

    @Override
    public ValidationResult validate(JsonObject message) {
        try {
            JsonObject policy = single(property, message.get(property));
            requireKnown(policy);
            Result<Policy> read = reader.apply(withoutBesides(policy));
            if (read.failed()) {
                throw new TermsRefusedException(read.getFailureDetail());
            }
            OdrlTermsCompiler.compile(read.getContent());
            return ValidationResult.success();
        } catch (TermsRefusedException e) {
            monitor.warning("Refused a message with " + property + ": " + e.getMessage());
            return ValidationResult.failure(Violation.violation("Cannot use policy: " + e.getMessage(), property));
        }
    }

    private JsonObject withoutBesides(JsonObject policy) {
        JsonObjectBuilder rest = Json.createObjectBuilder(policy);
        besides.forEach(rest::remove);
        return rest.build();
    }

    private void requireKnown(JsonObject policy) throws TermsRefusedException {
        for (String key : policy.keySet()) {
            if (!POLICY.contains(key) && !besides.contains(key)) {
                throw new TermsRefusedException("unknown property " + key);
            }
        }
        for (String rules : List.of("permission", "prohibition", "obligation")) {
            for (JsonValue rule : array(policy.get(ODRL + rules))) {
                requireKnownRule(rule);
            }
        }
    }

    private static void requireKnownRule(JsonValue value) throws TermsRefusedException {
        JsonObject rule = object(value);
        requireKeys(rule, RULE);
        requireKeys(single(ODRL + "action", rule.get(ODRL + "action")), Set.of("@id"));
        for (JsonValue constraint : array(rule.get(ODRL + "constraint"))) {
            JsonObject object = object(constraint);
            requireKeys(object, CONSTRAINT);
            JsonObject right = single(ODRL + "rightOperand", object.get(ODRL + "rightOperand"));
            requireKeys(right, Set.of("@value"));
            if (!(right.get("@value") instanceof JsonString)) {
                throw new TermsRefusedException("a right operand is no plain string: " + right);
            }
        }
        for (JsonValue duty : array(rule.get(ODRL + "duty"))) {
            requireKnownRule(duty);
        }
    }

    private static void requireKeys(JsonObject object, Set<String> known) throws TermsRefusedException {
        for (String key : object.keySet()) {
            if (!known.contains(key)) {
                throw new TermsRefusedException("unknown property " + key);
            }
        }
    }

    private static List<? extends JsonValue> array(@Nullable JsonValue value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof JsonArray array ? array : List.of(value);
    }

    private static JsonObject single(String name, @Nullable JsonValue value) throws TermsRefusedException {
        List<? extends JsonValue> values = array(value);
        if (values.size() != 1) {
            throw new TermsRefusedException(name + " is there " + values.size() + " times, expected once");
        }
        return object(values.get(0));
    }

    private static JsonObject object(JsonValue value) throws TermsRefusedException {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new TermsRefusedException("'" + value + "' is no object");
    }
}
