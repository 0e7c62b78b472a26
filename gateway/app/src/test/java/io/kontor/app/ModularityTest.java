package io.kontor.app;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
    @Test
    void modules_use_each_other_only_by_what_they_offer_and_without_cycles() {
        ApplicationModules.of(GatewayMain.class).verify();
    }
}
