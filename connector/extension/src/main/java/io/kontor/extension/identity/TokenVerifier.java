package io.kontor.extension.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.kontor.client.ledger.LedgerException;
import io.kontor.extension.ledger.MemberDirectory;
import io.kontor.extension.ledger.MemberIdentity;
import io.kontor.model.member.MemberStatus;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Verifies a presented token against the member registry; first failing check wins. Thread-safe. */
@SuppressWarnings("JavaUtilDate") // the JWT library knows no other date
final class TokenVerifier {
    private static final long SKEW_MILLIS = 5_000;

    private final String audience;
    private final MemberDirectory members;
    private final Clock clock;
    private final ReplayWindow replay = new ReplayWindow(TokenIssuer.VALIDITY.toMillis() + 2 * SKEW_MILLIS);

    TokenVerifier(String audience, MemberDirectory members, Clock clock) {
        this.audience = audience;
        this.members = members;
        this.clock = clock;
    }

    /**
     * The member that the token speaks for.
     *
     * @throws LedgerException when the member registry does not answer, so that nothing is known
     */
    MemberIdentity verify(String serialized) throws TokenRefusedException {
        Parts parts = parts(serialized);
        JWTClaimsSet claims = parts.claims();
        try {
            X509Certificate certificate = parts.certificate();
            checkThumbprint(parts.token().getHeader(), certificate);
            certificate.checkValidity(new Date(clock.millis()));
            checkClaims(claims);
            MemberIdentity member = member(claims);
            checkPinned(member, certificate);
            checkSignature(parts.token(), certificate);
            checkReplay(claims, serialized);
            return member;
        } catch (JOSEException | CertificateException e) {
            throw malformed(e);
        }
    }

    private record Parts(SignedJWT token, JWTClaimsSet claims, X509Certificate certificate) {}

    /** The library answers some malformed tokens with failures of its own, such as a header of {@code null}. */
    private static Parts parts(String serialized) throws TokenRefusedException {
        try {
            SignedJWT token = SignedJWT.parse(serialized);
            return new Parts(token, token.getJWTClaimsSet(), certificate(token.getHeader()));
        } catch (ParseException | CertificateException | RuntimeException e) {
            throw malformed(e);
        }
    }

    private static TokenRefusedException malformed(Exception e) {
        return new TokenRefusedException("token is malformed: " + e.getMessage());
    }

    private static X509Certificate certificate(JWSHeader header) throws TokenRefusedException, CertificateException {
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) {
            throw new TokenRefusedException("algorithm is " + header.getAlgorithm() + ", expected ES256");
        }
        List<Base64> chain = header.getX509CertChain();
        if (chain == null || chain.isEmpty()) {
            throw new TokenRefusedException("token carries no certificate");
        }
        X509Certificate certificate =
                X509CertUtils.parseWithException(chain.get(0).decode());
        if (certificate == null) {
            throw new TokenRefusedException("token carries an empty certificate");
        }
        return certificate;
    }

    private static void checkThumbprint(JWSHeader header, X509Certificate certificate)
            throws TokenRefusedException, CertificateEncodingException {
        Base64URL expected = Base64URL.encode(Fingerprints.ofCertificate(certificate));
        if (!expected.equals(header.getX509CertSHA256Thumbprint())) {
            throw new TokenRefusedException("x5t#S256 is not the digest of the certificate in x5c");
        }
    }

    private void checkClaims(JWTClaimsSet claims) throws TokenRefusedException {
        if (claims.getIssuer() == null || !claims.getIssuer().equals(claims.getSubject())) {
            throw new TokenRefusedException("issuer " + claims.getIssuer() + " is not subject " + claims.getSubject());
        }
        if (!claims.getAudience().equals(List.of(audience))) {
            throw new TokenRefusedException("audience is " + claims.getAudience() + ", this is " + audience);
        }
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        if (issued == null || expires == null || claims.getJWTID() == null) {
            throw new TokenRefusedException("token lacks iat, exp or jti");
        }
        long now = clock.millis();
        if (expires.getTime() - issued.getTime() > TokenIssuer.VALIDITY.toMillis()) {
            throw new TokenRefusedException("token is valid for longer than " + TokenIssuer.VALIDITY);
        }
        if (now > expires.getTime() + SKEW_MILLIS || now < issued.getTime() - SKEW_MILLIS) {
            throw new TokenRefusedException("token is valid from " + issued.toInstant() + " to " + expires.toInstant()
                    + ", now is " + clock.instant());
        }
    }

    private MemberIdentity member(JWTClaimsSet claims) throws TokenRefusedException {
        String issuer = Objects.requireNonNull(claims.getIssuer());
        MemberIdentity member = members.find(issuer)
                .orElseThrow(() -> new TokenRefusedException("the ledger knows no member " + issuer));
        if (member.status() != MemberStatus.ACTIVE) {
            throw new TokenRefusedException("member " + issuer + " is " + member.status());
        }
        return member;
    }

    private static void checkPinned(MemberIdentity member, X509Certificate certificate) throws TokenRefusedException {
        String fingerprint = Fingerprints.ofKey(certificate);
        if (!member.connectorKeys().contains(fingerprint)) {
            throw new TokenRefusedException(
                    "key " + fingerprint + " is not pinned as a connector key of " + member.participantId());
        }
    }

    private static void checkSignature(SignedJWT token, X509Certificate certificate)
            throws TokenRefusedException, JOSEException {
        if (!(certificate.getPublicKey() instanceof ECPublicKey key) || !token.verify(new ECDSAVerifier(key))) {
            throw new TokenRefusedException("signature does not verify");
        }
    }

    private void checkReplay(JWTClaimsSet claims, String serialized) throws TokenRefusedException {
        String digest = HexFormat.of()
                .formatHex(Fingerprints.sha256(serialized.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        if (!replay.accept(claims.getIssuer() + '/' + claims.getJWTID(), digest, clock.millis())) {
            throw new TokenRefusedException("token " + claims.getJWTID() + " was presented too often");
        }
    }
}
