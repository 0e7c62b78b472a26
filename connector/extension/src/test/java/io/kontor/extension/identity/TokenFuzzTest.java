package io.kontor.extension.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import io.kontor.crypto.pki.CertificateRequest;
import io.kontor.crypto.pki.IssuedIdentity;
import io.kontor.crypto.pki.OrganisationAuthority;
import io.kontor.extension.ledger.MemberDirectory;
import io.kontor.extension.ledger.MemberIdentity;
import io.kontor.model.member.MemberStatus;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.testkit.fuzz.Mutator;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** CON-1, CON-2, FUZ-1: whatever stands in place of a token is refused by name, and only the token itself is taken. */
class TokenFuzzTest {

    private static final Set<Class<? extends Exception>> REFUSED = Set.of(TokenRefusedException.class);
    private static final int VERIFIED = 1_000;

    private final Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
    private final ConnectorIdentity identity = identity();
    private final MemberIdentity member =
            new MemberIdentity("Q-INS", MemberStatus.ACTIVE, Set.of(identity.fingerprint()));

    private static ConnectorIdentity identity() {
        IssuedIdentity issued = OrganisationAuthority.create("QOpsMSP", "QOpsMSP")
                .issue(CertificateRequest.enrolment("connector-1", "client"));
        return new ConnectorIdentity("Q-INS", (ECPrivateKey) issued.privateKey(), issued.certificate());
    }

    private TokenVerifier verifier(MemberDirectory members) {
        return new TokenVerifier("F-H1", members, clock);
    }

    private byte[] token() throws Exception {
        return new TokenIssuer(identity, clock).issue("F-H1").getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    /** Known for the sample alone, so that the others end before their signature and there can be many of them. */
    private MemberDirectory knownTo(int questions) {
        AtomicInteger asked = new AtomicInteger();
        return participantId -> asked.getAndIncrement() < questions ? Optional.of(member) : Optional.empty();
    }

    @Test
    void a_changed_token_is_refused() throws Exception {
        byte[] token = token();
        TokenVerifier verifier = verifier(knownTo(1));
        assertThat(Fuzz.run(List.of(token), 4_030, input -> verifier.verify(text(input)), REFUSED)
                        .refused())
                .isEqualTo(Fuzz.MUTATIONS);
    }

    /** Header, claims and signature are changed as they read, and put into the form of a token again. */
    @Test
    void a_token_with_changed_header_claims_or_signature_is_refused() throws Exception {
        byte[] parts = parts(token());
        TokenVerifier verifier = verifier(knownTo(1));
        assertThat(Fuzz.run(List.of(parts), 4_031, input -> verifier.verify(joined(input)), REFUSED)
                        .refused())
                .isEqualTo(Fuzz.MUTATIONS);
    }

    /** These are verified to the end, so there are fewer of them. */
    @Test
    void no_changed_token_speaks_for_the_member() throws Exception {
        byte[] parts = parts(token());
        String whole = joined(parts);
        TokenVerifier verifier = verifier(participantId -> Optional.of(member));
        Fuzz.Parser parser = input -> {
            verifier.verify(joined(input));
            assertThat(joined(input)).isEqualTo(whole);
        };
        Fuzz.Target target = new Fuzz.Target(List.of(parts), 4_032, parser, REFUSED);
        assertThat(Fuzz.run(VERIFIED, new Mutator(List.of(parts), 4_032)::next, target)
                        .refused())
                .isPositive();
    }

    private static byte[] parts(byte[] token) {
        String[] parts = text(token).split("\\.", -1);
        return String.join(
                        "\n",
                        Base64URL.from(parts[0]).decodeToString(),
                        Base64URL.from(parts[1]).decodeToString(),
                        parts[2])
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String joined(byte[] input) {
        String[] lines = text(input).split("\n", -1);
        return Arrays.stream(lines)
                        .limit(2)
                        .map(line -> Base64URL.encode(line).toString())
                        .collect(java.util.stream.Collectors.joining("."))
                + "."
                + (lines.length > 2 ? lines[2] : "");
    }
}
