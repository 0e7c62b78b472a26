package io.kontor.extension.protocol;

import org.eclipse.edc.protocol.dsp.http.spi.dispatcher.DspHttpRemoteMessageDispatcher;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.spi.message.RemoteMessageDispatcherRegistry;
import org.eclipse.edc.spi.system.ServiceExtension;

/** Puts {@link PatientDispatcher} before EDC's dispatcher, once every extension has registered its own. */
@Extension("Kontor protocol")
public final class ProtocolExtension implements ServiceExtension {
    private static final String DSP_2025_1 = "dataspace-protocol-http:2025-1";

    @Inject
    private RemoteMessageDispatcherRegistry registry;

    @Inject
    private DspHttpRemoteMessageDispatcher dispatcher;

    @Override
    public String name() {
        return "Kontor protocol";
    }

    @Override
    public void prepare() {
        registry.register(DSP_2025_1, new PatientDispatcher(dispatcher));
    }
}
