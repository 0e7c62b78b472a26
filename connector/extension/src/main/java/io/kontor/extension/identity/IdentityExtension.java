package io.kontor.extension.identity;

import io.kontor.extension.ledger.MemberDirectory;
import java.time.Clock;
import org.eclipse.edc.protocol.spi.DefaultParticipantIdExtractionFunction;
import org.eclipse.edc.runtime.metamodel.annotation.Extension;
import org.eclipse.edc.runtime.metamodel.annotation.Inject;
import org.eclipse.edc.runtime.metamodel.annotation.Provider;
import org.eclipse.edc.spi.iam.AudienceResolver;
import org.eclipse.edc.spi.iam.IdentityService;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.result.Result;
import org.eclipse.edc.spi.system.ServiceExtension;
import org.eclipse.edc.spi.system.ServiceExtensionContext;
import org.eclipse.edc.web.spi.WebService;
import org.eclipse.edc.web.spi.configuration.ApiContext;

/** Wires {@link MemberIdentityService}. */
@Extension("Kontor identity")
public final class IdentityExtension implements ServiceExtension {
    @Inject
    private ConnectorIdentity identity;

    @Inject
    private MemberDirectory members;

    @Inject
    private Clock clock;

    @Inject
    private Monitor monitor;

    @Inject
    private WebService web;

    @Override
    public String name() {
        return "Kontor identity";
    }

    @Override
    public void initialize(ServiceExtensionContext context) {
        web.registerResource(ApiContext.PROTOCOL, new AwayMapper(monitor));
    }

    /**
     * Issues and verifies tokens.
     *
     * @return the service
     */
    @Provider
    public IdentityService identityService() {
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
