package io.kontor.extension.identity;

import io.kontor.extension.ledger.MemberDirectory;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.edc.protocol.spi.DefaultParticipantIdExtractionFunction;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.runtime.metamodel.annotation.Provider;
import org.eclipse.edc.runtime.metamodel.annotation.Setting;
import org.eclipse.edc.spi.iam.AudienceResolver;
import org.eclipse.edc.spi.iam.IdentityService;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.result.Result;
import org.eclipse.edc.spi.system.ServiceExtension;

/** Wires {@link MemberIdentityService}. */
@Extension("Kontor identity")
public final class IdentityExtension implements ServiceExtension {
    @Setting(key = "kontor.participant-id", description = "member that this connector acts for")
    private String participantId;

    @Setting(key = "kontor.identity.keystore", description = "PKCS#12 file with the connector's key")
    private String keyStore;

    @Setting(key = "kontor.identity.keystore-password", description = "password of the file")
    private String keyStorePassword;

    @Setting(key = "kontor.identity.alias", description = "entry of the key", defaultValue = "connector")
    private String alias;

    @Inject
    private MemberDirectory members;

    @Inject
    private Clock clock;

    @Inject
    private Monitor monitor;

    @Override
    public String name() {
        return "Kontor identity";
    }

    /**
     * Issues and verifies tokens.
     *
     * @return the service
     */
    @Provider
    public IdentityService identityService() {
        ConnectorIdentity identity = ConnectorIdentity.load(participantId, Path.of(keyStore), keyStorePassword, alias);
        return new MemberIdentityService(identity, members, clock, monitor);
    }

    /**
     * The participant id of a verified token.
     *
     * @return the function
     */
    @Provider
    public DefaultParticipantIdExtractionFunction participantId() {
        return token -> token.getStringClaim(MemberIdentityService.PARTICIPANT_CLAIM);
    }

    /**
     * The audience of a message is its counter-party's participant id.
     *
     * @return the resolver
     */
    @Provider
    public AudienceResolver audience() {
        return message -> message.getCounterPartyId() == null
                ? Result.failure("Cannot address message: counterPartyId is missing")
                : Result.success(message.getCounterPartyId());
    }
}
