package io.kontor.extension.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.edc.policy.model.Action;
import org.eclipse.edc.policy.model.AtomicConstraint;
import org.eclipse.edc.policy.model.Constraint;
import org.eclipse.edc.policy.model.LiteralExpression;
import org.eclipse.edc.policy.model.Operator;
import org.eclipse.edc.policy.model.Permission;
import org.eclipse.edc.policy.model.Policy;
import org.junit.jupiter.api.Test;

/** POL-4, POL-6, FUZ-1: a policy with any changed operand, operator or value is compiled or refused by name, and nothing else. */
class PolicyFuzzTest {
    private static final String ACTION = "https://kontor.io/ns/tds/download";

    /** One line a constraint: operand, operator and value with a tab between them. */
    private static byte[] lines(Policy policy) {
        return policy.getPermissions().get(0).getConstraints().stream()
                .map(AtomicConstraint.class::cast)
                .map(one -> text(one.getLeftExpression()) + "\t" + one.getOperator() + "\t"
                        + text(one.getRightExpression()))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object expression) {
        return ((LiteralExpression) expression).asString();
    }

    private static void compile(byte[] input) throws TermsRefusedException {
        List<Constraint> constraints = new ArrayList<>();
        for (String line : new String(input, StandardCharsets.UTF_8).split("\n", -1)) {
            String[] parts = line.split("\t", 3);
            if (parts.length == 3) {
                constraints.add(constraint(parts[0], parts[1], parts[2]));
            }
        }
        OdrlTermsCompiler.compile(Policy.Builder.newInstance()
                .target("R4")
                .assignee("Q-INS")
                .permission(Permission.Builder.newInstance()
                        .action(Action.Builder.newInstance().type(ACTION).build())
                        .constraints(constraints)
                        .build())
                .build());
    }

    private static Constraint constraint(String left, String operator, String right) {
        Operator known = Arrays.stream(Operator.values())
                .filter(one -> one.name().equals(operator))
                .findFirst()
                .orElse(Operator.NEQ);
        return AtomicConstraint.Builder.newInstance()
                .leftExpression(new LiteralExpression(left))
                .operator(known)
                .rightExpression(new LiteralExpression(right))
                .build();
    }

    @Test
    void a_changed_policy_is_compiled_or_refused_by_name() {
        RandomTerms random = new RandomTerms(new Random(4_020));
        List<byte[]> samples = new ArrayList<>();
        samples.add(lines(OdrlOfferBuilder.build(new OfferedTerms("O-1", "Q-INS", RandomTerms.ofSix()))));
        for (int i = 0; i < 5; i++) {
            samples.add(lines(OdrlOfferBuilder.build(new OfferedTerms("O-1", "Q-INS", random.next()))));
        }
        Fuzz.Outcome outcome = Fuzz.run(samples, 4_021, PolicyFuzzTest::compile, Set.of(TermsRefusedException.class));
        assertThat(outcome.read()).isPositive();
        assertThat(outcome.refused()).isPositive();
    }
}
