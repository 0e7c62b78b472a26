package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.extension.policy.OdrlOfferBuilder;
import io.kontor.extension.policy.OfferedTerms;
import io.kontor.runtime.fixture.FakeLedger;
import io.kontor.runtime.fixture.PolicyProbe;
import io.kontor.runtime.fixture.Terms;
import io.kontor.runtime.fixture.TestConnector;
import io.kontor.runtime.fixture.TestIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.edc.connector.controlplane.catalog.spi.policy.CatalogPolicyContext;
import org.eclipse.edc.connector.controlplane.contract.spi.policy.ContractNegotiationPolicyContext;
import org.eclipse.edc.connector.controlplane.contract.spi.policy.TransferProcessPolicyContext;
import org.eclipse.edc.connector.controlplane.contract.spi.types.agreement.ContractAgreement;
import org.eclipse.edc.connector.policy.monitor.spi.PolicyMonitorContext;
import org.eclipse.edc.participant.spi.ParticipantAgent;
import org.eclipse.edc.policy.engine.spi.PolicyContext;
import org.eclipse.edc.policy.engine.spi.plan.PolicyEvaluationPlan;
import org.eclipse.edc.policy.engine.spi.plan.step.AtomicConstraintStep;
import org.eclipse.edc.policy.model.AtomicConstraint;
import org.eclipse.edc.policy.model.LiteralExpression;
import org.eclipse.edc.policy.model.Operator;
import org.eclipse.edc.policy.model.Permission;
import org.eclipse.edc.policy.model.Policy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** POL-7 in EDC's own engine: each operand and action in each scope, and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyMatrixTest {
    private static final String TDS = "https://kontor.io/ns/tds/";
    private static final String ODRL = "http://www.w3.org/ns/odrl/2/";
    private static final List<String> OPERANDS = List.of(
            ODRL + "count",
            ODRL + "dateTime",
            ODRL + "purpose",
            TDS + "order",
            TDS + "user",
            TDS + "application",
            TDS + "field",
            TDS + "consent",
            TDS + "pages",
            TDS + "minutes");
    private static final List<String> ACTIONS = List.of(
            TDS + "view",
            TDS + "process",
            TDS + "download",
            TDS + "mask",
            TDS + "watermark",
            ODRL + "delete",
            ODRL + "distribute");

    private final PolicyProbe probe = new PolicyProbe();
    private TestConnector connector;

    @BeforeAll
    void start(@TempDir Path folder) {
        FakeLedger ledger = new FakeLedger();
        TestIdentity identity = TestIdentity.create("F-H1");
        ledger.admit(identity);
        connector = TestConnector.prepare(identity, ledger, folder, "http://127.0.0.1:1/signaling")
                .start(List.of(probe));
    }

    @AfterAll
    void stop() {
        connector.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "contract.negotiation", "transfer.process", "policy.monitor"})
    void every_operand_and_action_is_bound_and_has_a_function(String scope) {
        for (String name : Stream.concat(OPERANDS.stream(), ACTIONS.stream()).toList()) {
            assertThat(probe.bindings().isInScope(name, scope))
                    .as(name + " in " + scope)
                    .isTrue();
        }
        PolicyEvaluationPlan plan = probe.engine().createEvaluationPlan(scope, policy());
        plan.getPermissionSteps()
                .forEach(step -> assertThat(step.getConstraintSteps())
                        .hasSize(OPERANDS.size() + 1)
                        .allSatisfy(constraint -> assertThat(((AtomicConstraintStep) constraint).functionName())
                                .startsWith("Form of")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"request.catalog", "request.contract.negotiation", "request.transfer.process"})
    void nothing_is_bound_where_results_are_ignored(String scope) {
        for (String name : Stream.concat(OPERANDS.stream(), ACTIONS.stream()).toList()) {
            assertThat(probe.bindings().isInScope(name, scope))
                    .as(name + " in " + scope)
                    .isFalse();
        }
    }

    @Test
    void a_value_of_another_form_fails_in_every_scope_and_at_creation() {
        Policy policy = withCount("three");
        assertThat(probe.engine().validate(policy).failed()).isTrue();
        for (PolicyContext context : contexts()) {
            assertThat(probe.engine().evaluate(policy, context).failed())
                    .as(context.scope())
                    .isTrue();
        }
    }

    @Test
    void a_policy_of_the_profile_passes_where_no_grant_is_asked_even_after_its_window() {
        for (PolicyContext context : contexts()) {
            if (!context.scope().equals("transfer.process")) {
                assertThat(probe.engine().evaluate(policy(), context).succeeded())
                        .as(context.scope())
                        .isTrue();
            }
        }
    }

    private static List<PolicyContext> contexts() {
        ParticipantAgent buyer = new ParticipantAgent("Q-INS", Map.of(), Map.of());
        ContractAgreement agreement = ContractAgreement.Builder.newInstance()
                .id("local")
                .agreementId("shared")
                .providerId("F-H1")
                .consumerId("Q-INS")
                .assetId("R1")
                .policy(policy())
                .participantContextId("F-H1")
                .build();
        Instant later = Instant.parse("2100-01-01T00:00:00Z");
        return List.of(
                new CatalogPolicyContext(buyer),
                new ContractNegotiationPolicyContext(buyer),
                new TransferProcessPolicyContext(buyer, agreement, later),
                new PolicyMonitorContext(later, agreement));
    }

    private static Policy policy() {
        return OdrlOfferBuilder.build(new OfferedTerms("ORD-1", "Q-INS", Terms.process("R1")));
    }

    private static Policy withCount(String count) {
        Permission permission = policy().getPermissions().get(0);
        Permission.Builder changed = Permission.Builder.newInstance().action(permission.getAction());
        permission.getConstraints().stream().skip(1).forEach(changed::constraint);
        changed.constraint(AtomicConstraint.Builder.newInstance()
                .leftExpression(new LiteralExpression(ODRL + "count"))
                .operator(Operator.LEQ)
                .rightExpression(new LiteralExpression(count))
                .build());
        return Policy.Builder.newInstance()
                .target("R1")
                .assignee("Q-INS")
                .permission(changed.build())
                .build();
    }
}
