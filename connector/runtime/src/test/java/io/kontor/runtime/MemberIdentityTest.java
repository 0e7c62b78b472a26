package io.kontor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.kontor.extension.identity.ConnectorIdentity;
import io.kontor.extension.identity.MemberIdentityService;
import io.kontor.model.member.MemberStatus;
import io.kontor.runtime.fixture.FakeMembers;
import io.kontor.runtime.fixture.TestIdentity;
import jakarta.ws.rs.ServiceUnavailableException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.eclipse.edc.policy.model.Policy;
import org.eclipse.edc.spi.iam.ClaimToken;
import org.eclipse.edc.spi.iam.TokenParameters;
import org.eclipse.edc.spi.iam.TokenRepresentation;
import org.eclipse.edc.spi.iam.VerificationContext;
import org.eclipse.edc.spi.monitor.Monitor;
import org.eclipse.edc.spi.result.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CON-1 to CON-3: who may speak on DSP. */
@SuppressWarnings("JavaUtilDate")
class MemberIdentityTest {
    private static final TestIdentity HOSPITAL = TestIdentity.create("F-H1");
    private static final TestIdentity INSURER = TestIdentity.create("Q-INS");
    private static final Monitor SILENT = new Monitor() {};

    private final FakeMembers ledger = new FakeMembers();
    private Instant now = Instant.now();

    @BeforeEach
    void admit() {
        ledger.admit(HOSPITAL);
        ledger.admit(INSURER);
    }

    @Test
    void a_member_with_its_pinned_key_is_recognised() {
        assertThat(verify(issue(INSURER, "F-H1")).getContent().getStringClaim("participantId"))
                .isEqualTo("Q-INS");
    }

    @Test
    void refuses_a_token_for_another_audience() {
        assertRefused(verify(issue(INSURER, "F-H2")), "audience");
    }

    @Test
    void refuses_an_expired_token() {
        String token = issue(INSURER, "F-H1");
        now = now.plus(Duration.ofSeconds(70));
        assertRefused(verify(token), "valid from");
    }

    @Test
    void refuses_a_key_that_the_member_did_not_pin() {
        assertRefused(verify(issue(TestIdentity.create("Q-INS"), "F-H1")), "not pinned");
    }

    @Test
    void refuses_a_stranger() {
        assertRefused(verify(issue(TestIdentity.create("NOBODY"), "F-H1")), "knows no member");
    }

    @Test
    void refuses_suspended_and_revoked_members() {
        ledger.put(INSURER, MemberStatus.SUSPENDED);
        assertRefused(verify(issue(INSURER, "F-H1")), "SUSPENDED");
        ledger.put(INSURER, MemberStatus.REVOKED);
        assertRefused(verify(issue(INSURER, "F-H1")), "REVOKED");
    }

    @Test
    void con_2_nobody_is_refused_for_good_while_the_registry_is_away() {
        ledger.goAway();
        assertThatThrownBy(() -> verify(issue(INSURER, "F-H1")))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("away");
    }

    @Test
    void refuses_a_signature_by_another_key_under_the_pinned_certificate() throws Exception {
        TestIdentity thief = TestIdentity.create("THIEF");
        String token = sign(INSURER, thief, claims("Q-INS", 60).build());
        assertRefused(verify("Bearer " + token), "signature");
    }

    @Test
    void refuses_a_token_that_lives_too_long() throws Exception {
        assertRefused(
                verify("Bearer " + sign(INSURER, INSURER, claims("Q-INS", 3_600).build())), "longer");
    }

    @Test
    void refuses_an_expired_certificate() {
        TestIdentity old = TestIdentity.create("Q-INS", now.minusSeconds(7_200), now.minusSeconds(3_600));
        ledger.admit(old);
        assertThat(verify(issue(old, "F-H1")).failed()).isTrue();
    }

    @Test
    void a_retried_request_may_present_its_token_again_but_not_for_ever() {
        String token = issue(INSURER, "F-H1");
        MemberIdentityService service = service(HOSPITAL);
        for (int presentation = 1; presentation <= 6; presentation++) {
            assertThat(verify(service, token).succeeded()).isTrue();
        }
        assertRefused(verify(service, token), "too often");
    }

    @Test
    void refuses_a_second_token_with_a_used_identifier() throws Exception {
        JWTClaimsSet.Builder claims = claims("Q-INS", 60);
        MemberIdentityService service = service(HOSPITAL);
        assertThat(verify(service, "Bearer " + sign(INSURER, INSURER, claims.build()))
                        .succeeded())
                .isTrue();
        assertRefused(
                verify(
                        service,
                        "Bearer "
                                + sign(
                                        INSURER,
                                        INSURER,
                                        claims.claim("other", "content").build())),
                "too often");
    }

    @Test
    void refuses_headers_without_a_token() {
        assertThat(verify("").failed()).isTrue();
        assertThat(verify("Bearer nonsense").failed()).isTrue();
    }

    private JWTClaimsSet.Builder claims(String issuer, int seconds) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(issuer)
                .audience("F-H1")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(seconds)));
    }

    private static String sign(TestIdentity certificate, TestIdentity key, JWTClaimsSet claims)
            throws JOSEException, GeneralSecurityException {
        byte[] encoded = certificate.certificate().getEncoded();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .x509CertChain(List.of(Base64.encode(encoded)))
                        .x509CertSHA256Thumbprint(Base64URL.encode(
                                MessageDigest.getInstance("SHA-256").digest(encoded)))
                        .build(),
                claims);
        token.sign(new ECDSASigner(key.key(), Curve.P_256));
        return token.serialize();
    }

    private String issue(TestIdentity sender, String audience) {
        TokenParameters parameters =
                TokenParameters.Builder.newInstance().claims("aud", audience).build();
        return service(sender)
                .obtainClientCredentials(sender.participantId(), parameters)
                .getContent()
                .getToken();
    }

    private Result<ClaimToken> verify(String token) {
        return verify(service(HOSPITAL), token);
    }

    private static Result<ClaimToken> verify(MemberIdentityService service, String token) {
        return service.verifyJwtToken(
                "F-H1",
                TokenRepresentation.Builder.newInstance().token(token).build(),
                VerificationContext.Builder.newInstance()
                        .policy(Policy.Builder.newInstance().build())
                        .scopes(java.util.Set.of())
                        .build());
    }

    private MemberIdentityService service(TestIdentity identity) {
        ConnectorIdentity own = new ConnectorIdentity(identity.participantId(), identity.key(), identity.certificate());
        return new MemberIdentityService(own, ledger, Clock.fixed(now, ZoneOffset.UTC), SILENT);
    }

    private static void assertRefused(Result<ClaimToken> result, String reason) {
        assertThat(result.failed()).isTrue();
        assertThat(result.getFailureDetail()).contains(reason);
    }
}
