package io.kontor.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
    @Test
    void modules_use_each_other_only_by_what_they_offer_and_without_cycles() {
        ApplicationModules.of(GatewayMain.class, resideInAPackage("io.kontor.app.testing.."))
                .verify();
    }
}
