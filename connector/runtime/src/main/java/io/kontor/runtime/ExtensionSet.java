package io.kontor.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.edc.boot.system.ServiceLocator;
import org.eclipse.edc.boot.system.ServiceLocatorImpl;
import org.eclipse.edc.spi.system.ConfigurationExtension;
import org.eclipse.edc.spi.system.ServiceExtension;

/** The extensions of the class path, less those that we replace; configuration comes from {@code ConnectorConfig} alone. */
final class ExtensionSet implements ServiceLocator {
    /** EDC's flow controller moves flows at resume and loses stops; ours takes its place. */
    private static final Set<String> REPLACED =
            Set.of("org.eclipse.edc.connector.controlplane.transfer.dataplane.TransferDataPlaneSignalingExtension");

    private static final String LEDGER = "io.kontor.extension.fabric.FabricExtension";

    private final ServiceLocator classPath = new ServiceLocatorImpl();
    private final List<ServiceExtension> ledger;

    ExtensionSet(List<ServiceExtension> ledger) {
        this.ledger = List.copyOf(ledger);
    }

    @Override
    public <T> List<T> loadImplementors(Class<T> type, boolean required) {
        if (type.equals(ConfigurationExtension.class)) {
            return List.of();
        }
        List<T> found = new ArrayList<>(classPath.loadImplementors(type, required));
        if (type.equals(ServiceExtension.class)) {
            found.removeIf(extension -> replaced(extension.getClass().getName()));
            ledger.forEach(extension -> found.add(type.cast(extension)));
        }
        return found;
    }

    @Override
    public <T> T loadSingletonImplementor(Class<T> type, boolean required) {
        return classPath.loadSingletonImplementor(type, required);
    }

    private boolean replaced(String name) {
        return REPLACED.contains(name) || (name.equals(LEDGER) && !ledger.isEmpty());
    }
}
