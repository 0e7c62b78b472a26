package io.kontor.extension.identity;

import java.nio.file.Path;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Provider;
import org.eclipse.edc.runtime.metamodel.annotation.Setting;
import org.eclipse.edc.spi.system.ServiceExtension;

/** Loads the connector's own key and certificate, which speak both on DSP and on the ledger. */
@Extension("Kontor connector identity")
public final class ConnectorIdentityExtension implements ServiceExtension {
    @Setting(key = "kontor.participant-id", description = "member that this connector acts for")
    private String participantId;

    @Setting(key = "kontor.identity.keystore", description = "PKCS#12 file with the connector's key")
    private String keyStore;

    @Setting(key = "kontor.identity.keystore-password", description = "password of the file")
    private String keyStorePassword;

    @Setting(key = "kontor.identity.alias", description = "entry of the key", defaultValue = "connector")
    private String alias;

    @Override
    public String name() {
        return "Kontor connector identity";
    }

    /**
     * The identity.
     *
     * @return key and certificate
     */
    @Provider
    public ConnectorIdentity identity() {
        return ConnectorIdentity.load(participantId, Path.of(keyStore), keyStorePassword, alias);
    }
}
