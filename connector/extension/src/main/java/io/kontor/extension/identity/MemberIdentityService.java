package io.kontor.extension.identity;

import com.nimbusds.jose.JOSEException;
import io.kontor.client.ledger.LedgerException;
import io.kontor.extension.ledger.MemberDirectory;
import io.kontor.extension.ledger.MemberIdentity;
import jakarta.ws.rs.ServiceUnavailableException;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import org.eclipse.edc.spi.iam.ClaimToken;
import org.eclipse.edc.spi.iam.IdentityService;
import org.eclipse.edc.spi.iam.TokenParameters;
import org.eclipse.edc.spi.iam.TokenRepresentation;
import org.eclipse.edc.spi.iam.VerificationContext;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.result.Result;

/**
 * EDC's identity seam: an ES256 JWS with the member's certificate, checked against the ledger's member registry. A revocation in one city
 * holds here as soon as the registry says so. Thread-safe.
 */
public final class MemberIdentityService implements IdentityService {
    /** Claim that holds the verified participant id. */
    public static final String PARTICIPANT_CLAIM = "participantId";

    private static final String BEARER = "Bearer ";
    /** A failed result would be 401, which EDC's counterpart takes for final; the answer of this exception is 503 (CON-2). */
    private static final long RETRY_AFTER_SECONDS = 5;

    private final TokenIssuer issuer;
    private final TokenVerifier verifier;
    private final Monitor monitor;

    /**
     * Creates the service.
     *
     * @param identity own identity
     * @param members member registry
     * @param clock clock of the connector
     * @param monitor log of refusals
     */
    public MemberIdentityService(ConnectorIdentity identity, MemberDirectory members, Clock clock, Monitor monitor) {
        this.issuer = new TokenIssuer(identity, clock);
        this.verifier = new TokenVerifier(identity.participantId(), members, clock);
        this.monitor = monitor;
    }

    @Override
    public Result<TokenRepresentation> obtainClientCredentials(
            String participantContextId, TokenParameters parameters) {
        String audience = parameters.getStringClaim("aud");
        if (audience == null) {
            return Result.failure("Cannot issue token: the message names no counter-party");
        }
        try {
            String token = BEARER + issuer.issue(audience);
            return Result.success(
                    TokenRepresentation.Builder.newInstance().token(token).build());
        } catch (JOSEException | CertificateEncodingException e) {
            return Result.failure("Cannot issue token for " + audience + ": " + e.getMessage());
        }
    }

    @Override
    public Result<ClaimToken> verifyJwtToken(
            String participantContextId, TokenRepresentation presented, VerificationContext context) {
        String token = presented.getToken();
        if (token == null || !token.startsWith(BEARER)) {
            return Result.failure("Cannot verify token: header does not start with 'Bearer '");
        }
        try {
            MemberIdentity member = verifier.verify(token.substring(BEARER.length()));
            return Result.success(ClaimToken.Builder.newInstance()
                    .claim(PARTICIPANT_CLAIM, member.participantId())
                    .build());
        } catch (TokenRefusedException e) {
            monitor.warning("Refused a DSP message: " + e.getMessage());
            return Result.failure("Cannot verify token: " + e.getMessage());
        } catch (LedgerException e) {
            monitor.warning("Could not check who sent a DSP message, it may come again: " + e.getMessage());
            throw new ServiceUnavailableException(
                    "Cannot verify token: the member registry is away", RETRY_AFTER_SECONDS, e);
        }
    }
}
