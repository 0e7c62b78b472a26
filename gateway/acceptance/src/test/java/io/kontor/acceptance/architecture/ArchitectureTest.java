package io.kontor.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom, on one page; the numbers are those of the table in docs/architecture.md. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter().importPaths(Repository.classFolders());

    private static final String[] JDK = {"java..", "javax.crypto..", "javax.security..", "javax.net..", "org.jspecify.."
    };
    private static final String[] WIRE = {"org.hyperledger.fabric..", "com.google..", "io.grpc.."};
    private static final String[] CONNECTOR = {
        "io.kontor.usage..", "io.kontor.dataplane..", "io.kontor.extension..", "io.kontor.runtime.."
    };
    private static final String[] GATEWAY = {"io.kontor.app..", "io.kontor.cli.."};
    private static final String[] COUNTED = {"io.kontor.model..", "io.kontor.contract..", "io.kontor.usage.metering.."};
    private static final String[] DETERMINISTIC = {"io.kontor.model..", "io.kontor.contract.."};

    @Test
    void all_modules_are_imported() {
        List<Path> code = Repository.modules().stream()
                .filter(module -> module.resolve("src/main/java").toFile().isDirectory())
                .toList();
        assertThat(Repository.classFolders()).as("compiled modules").hasSameSizeAs(code);
    }

    @Test
    void rule_1_model_knows_the_jdk_only() {
        check(only("io.kontor.model..", with(JDK, "io.kontor.model..")));
    }

    @Test
    void rule_1_crypto_knows_model_and_bouncy_castle_only() {
        check(only("io.kontor.crypto..", with(JDK, "io.kontor.crypto..", "io.kontor.model..", "org.bouncycastle..")));
    }

    @Test
    void rule_2_contract_knows_model_crypto_and_the_shim_only() {
        check(only(
                "io.kontor.contract..",
                with(with(JDK, WIRE), "io.kontor.contract..", "io.kontor.model..", "io.kontor.crypto..")));
    }

    @Test
    void rule_2_client_knows_model_and_the_fabric_gateway_only() {
        check(only("io.kontor.client..", with(with(JDK, WIRE), "io.kontor.client..", "io.kontor.model..")));
    }

    @Test
    void rule_2_fabric_is_seen_in_one_package_of_the_client() {
        check(noClasses()
                .that(resideInAPackage("io.kontor.client..").and(not(resideInAPackage("io.kontor.client.fabric.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(WIRE));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.kontor.client..", "io.kontor.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.hyperledger.fabric.client.."));
    }

    @Test
    void rule_2_network_knows_model_crypto_client_and_the_protocol_only() {
        check(only(
                "io.kontor.network..",
                with(
                        with(JDK, "org.hyperledger.fabric.protos..", "com.google.protobuf.."),
                        "io.kontor.network..",
                        "io.kontor.model..",
                        "io.kontor.crypto..",
                        "io.kontor.client..")));
    }

    @Test
    void rule_3_devpeer_drives_contracts_over_the_wire_only() {
        check(noClasses()
                .that()
                .resideInAPackage("io.kontor.devpeer..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.kontor..")
                        .and(not(resideInAnyPackage(
                                "io.kontor.devpeer..", "io.kontor.crypto..", "io.kontor.model..")))));
    }

    @Test
    void rule_3_only_test_support_compiles_against_devpeer_and_testkit() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.kontor.devpeer..", "io.kontor.testkit..", "io.kontor.simulation..", "io.kontor.cli.dev..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kontor.devpeer..", "io.kontor.testkit.."));
    }

    @Test
    void rule_4_usage_knows_no_framework() {
        check(noClasses()
                .that()
                .resideInAPackage("io.kontor.usage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.eclipse.edc..", "org.springframework..", "io.vertx..", "io.kontor.client.fabric.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.kontor.usage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kontor.dataplane..", "io.kontor.extension..", "io.kontor.runtime.."));
    }

    @Test
    void rule_5_extension_knows_edc_by_its_interfaces() {
        DescribedPredicate<JavaClass> implementation = nameMatching("org\\.eclipse\\.edc\\..*")
                .<JavaClass>forSubtype()
                .and(not(nameMatching("org\\.eclipse\\.edc\\.(.*\\.)?spi\\..*")))
                .and(not(resideInAnyPackage(
                        "org.eclipse.edc.runtime.metamodel..",
                        "org.eclipse.edc.policy.model..",
                        "org.eclipse.edc.web.jetty..",
                        "org.eclipse.edc.util..")))
                .as("EDC types that are no interface to implement");
        check(noClasses()
                .that()
                .resideInAPackage("io.kontor.extension..")
                .should()
                .dependOnClassesThat(implementation));
        check(noClasses()
                .that()
                .resideInAPackage("io.kontor.extension..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.kontor.dataplane..", "io.kontor.runtime.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.kontor.extension..", "io.kontor.runtime..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.edc.."));
    }

    @Test
    void rule_6_gateway_and_connector_meet_on_the_ledger_only() {
        check(noClasses()
                .that()
                .resideInAPackage("io.kontor.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(with(CONNECTOR, "io.kontor.contract..", "org.hyperledger..", "org.eclipse.edc..")));
        check(noClasses()
                .that()
                .resideInAPackage("io.kontor.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.kontor.extension..", "io.kontor.runtime..", "io.kontor.app..", "io.kontor.contract.."));
        check(noClasses()
                .that()
                .resideInAnyPackage(CONNECTOR)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(GATEWAY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model",
                "crypto",
                "contract",
                "client",
                "evidence",
                "devpeer",
                "network",
                "testkit",
                "usage",
                "simulation",
                "dataplane",
                "extension",
                "runtime",
                "app",
                "cli"
            })
    void rule_7_packages_of_a_module_form_no_cycle(String module) {
        check(slices().matching("io.kontor." + module + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void rule_8_model_and_contract_are_deterministic() {
        check(Determinism.noClockChanceOrMachine(DETERMINISTIC));
        check(Determinism.noHashOrder(DETERMINISTIC));
    }

    @Test
    void rule_9_no_floating_point_near_money() {
        DescribedPredicate<JavaClass> floating = nameMatching(
                        "(\\[+[DF])|((double|float|java\\.lang\\.(Double|Float))(\\[\\])*)")
                .<JavaClass>forSubtype();
        check(noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(COUNTED)
                .should()
                .haveRawType(floating));
        check(methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(COUNTED)
                .should()
                .notHaveRawReturnType(floating));
        check(noCodeUnits()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(COUNTED)
                .should(Conditions.takeAny(floating)));
    }

    @Test
    void rule_10_static_fields_are_final() {
        check(fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat(not(Conditions.GENERATED))
                .should()
                .beFinal());
    }

    @Test
    void rule_10_contracts_hold_no_state() {
        check(fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.kontor.contract..")
                .and()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Contract")
                .should()
                .haveModifier(JavaModifier.FINAL));
    }

    @Test
    void rule_11_contracts_refuse_by_rejection_only() {
        check(classes()
                .that()
                .resideInAPackage("io.kontor.contract..")
                .and()
                .haveSimpleNameEndingWith("Contract")
                .should(Conditions.throwOnly("ContractRejection")));
    }

    @Test
    void rule_11_facades_fail_by_ledger_exception_only() {
        check(classes()
                .that()
                .resideInAPackage("io.kontor.client..")
                .and()
                .haveSimpleNameEndingWith("Ledger")
                .should(Conditions.throwOnly("LedgerException")));
    }

    @Test
    void rule_11_no_grpc_type_leaves_the_fabric_package() {
        check(methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.kontor.client..")
                .and()
                .arePublic()
                .should(Conditions.notShow("io.grpc.")));
    }

    private static ArchRule only(String module, String[] known) {
        return classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(known);
    }

    private static String[] with(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private static void check(ArchRule rule) {
        rule.check(MAIN);
    }
}
