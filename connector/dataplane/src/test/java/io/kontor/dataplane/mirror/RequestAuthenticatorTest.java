package io.kontor.dataplane.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.crypto.request.RequestSigner;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.testkit.ledger.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** LOG-6 under both suites: the curve of the key tells in which suite a request is signed. */
class RequestAuthenticatorTest {

    private static final Instant NOW = Instant.parse("2026-09-17T02:00:00Z");
    private static final String PATH = "/v1/logs/L1/head";

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryNetwork network = new InMemoryNetwork(clock);
    private final DemoDeal deal = new DemoDeal(DemoCast.create(), network::connect, NOW).foundCities();
    private final Directory directory = new Directory(deal.connector("F-H1"), clock::millis);

    private RequestAuthenticator.SignedRequest signed(CryptoSuite suite, SigningKey key) {
        Map<String, String> headers = new RequestSigner(suite, key, clock).headers("GET", PATH, new byte[0]);
        return new RequestAuthenticator.SignedRequest(
                headers.getOrDefault("Kontor-Key", ""),
                Long.parseLong(headers.getOrDefault("Kontor-Time", "0")),
                headers.getOrDefault("Kontor-Signature", ""),
                "GET",
                PATH);
    }

    @Test
    void a_member_signs_in_the_suite_of_its_federation_and_a_gateway_in_that_of_the_network() {
        RequestAuthenticator authenticator =
                new RequestAuthenticator(List.of(CryptoSuites.sm(), CryptoSuites.intl()), directory, clock::millis);
        for (CryptoSuite suite : CryptoSuites.all()) {
            RequestAuthenticator.SignedRequest request = signed(suite, PinnedKey.of(deal, suite));
            assertThat(authenticator.authenticate(request).participantId()).isEqualTo("Q-INS");
            assertThatThrownBy(() -> authenticator.authenticate(request))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("used before");
        }
    }

    @Test
    void a_suite_that_the_federation_did_not_choose_is_refused_by_name() {
        RequestAuthenticator authenticator =
                new RequestAuthenticator(List.of(CryptoSuites.intl()), directory, clock::millis);
        RequestAuthenticator.SignedRequest request = signed(CryptoSuites.sm(), PinnedKey.of(deal, CryptoSuites.sm()));
        assertThatThrownBy(() -> authenticator.authenticate(request))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no public key of suite intl");
    }
}
