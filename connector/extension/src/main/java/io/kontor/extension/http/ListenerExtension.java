package io.kontor.extension.http;

import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.runtime.metamodel.annotation.Provider;
import org.eclipse.edc.runtime.metamodel.annotation.Setting;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.eclipse.edc.spi.system.ServiceExtensionContext;
import org.eclipse.edc.web.jetty.JettyService;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** Binds every listener to one address, where EDC alone would bind all interfaces, and lets nobody in before the connector is started. */
@Extension("Kontor listeners")
public final class ListenerExtension implements ServiceExtension {
    @Setting(key = "kontor.host", description = "address that every listener binds", defaultValue = "127.0.0.1")
    private String host;

    @Inject
    private JettyService jetty;

    private final StartGate gate = new StartGate();

    @Override
    public String name() {
        return "Kontor listeners";
    }

    @Override
    public void initialize(ServiceExtensionContext context) {
        jetty.addConnectorConfigurationCallback(connector -> {
            connector.setHost(host);
            connector
                    .getConnectionFactory(HttpConnectionFactory.class)
                    .getHttpConfiguration()
                    .addCustomizer(gate);
        });
    }

    /** Opened by whoever started the connector. */
    @Provider
    public StartGate gate() {
        return gate;
    }
}
