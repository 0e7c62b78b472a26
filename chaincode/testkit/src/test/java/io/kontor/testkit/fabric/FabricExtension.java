package io.kontor.testkit.fabric;

import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Hands a test class the one network of this process. */
final class FabricExtension implements BeforeAllCallback {
    private Optional<FabricBed> bed = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        bed = Optional.of(FabricBed.of(context.getRoot().getStore(ExtensionContext.Namespace.create(FabricBed.class))));
    }

    FabricBed bed() {
        return bed.orElseThrow();
    }
}
