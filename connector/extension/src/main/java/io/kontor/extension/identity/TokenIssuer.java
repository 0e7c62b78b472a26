package io.kontor.extension.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Issues the token of one message: who speaks, to whom, for how long (DSP identity, POL-ID rules). Thread-safe. */
final class TokenIssuer {
    static final Duration VALIDITY = Duration.ofSeconds(60);

    private final ConnectorIdentity identity;
    private final Clock clock;

    TokenIssuer(ConnectorIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    String issue(String audience) throws JOSEException, CertificateEncodingException {
        SignedJWT token = new SignedJWT(header(), claims(audience));
        token.sign(new ECDSASigner(identity.key(), Curve.P_256));
        return token.serialize();
    }

    private JWSHeader header() throws CertificateEncodingException {
        return new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .x509CertChain(List.of(Base64.encode(identity.certificate().getEncoded())))
                .x509CertSHA256Thumbprint(Base64URL.encode(Fingerprints.ofCertificate(identity.certificate())))
                .build();
    }

    @SuppressWarnings("JavaUtilDate")
    private JWTClaimsSet claims(String audience) {
        long now = clock.millis();
        return new JWTClaimsSet.Builder()
                .issuer(identity.participantId())
                .subject(identity.participantId())
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(new Date(now))
                .expirationTime(new Date(now + VALIDITY.toMillis()))
                .build();
    }
}
