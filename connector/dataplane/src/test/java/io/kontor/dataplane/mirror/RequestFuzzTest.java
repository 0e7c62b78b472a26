package io.kontor.dataplane.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.crypto.request.RequestSigner;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.testkit.ledger.InMemoryNetwork;
import io.kontor.testkit.ledger.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** LOG-6, FUZ-1: whatever stands in the headers of a signed request is refused, in either suite; only the request itself is taken. */
class RequestFuzzTest {

    private static final Instant NOW = Instant.parse("2026-09-17T02:00:00Z");
    private static final String PATH = "/v1/logs/L1/head";

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryNetwork network = new InMemoryNetwork(clock);
    private final DemoDeal deal = new DemoDeal(DemoCast.create(), network::connect, NOW).foundCities();

    @Test
    void changed_headers_of_a_request_are_refused_in_either_suite() {
        for (CryptoSuite suite : CryptoSuites.all()) {
            Directory directory = new Directory(deal.connector("F-H1"), clock::millis);
            RequestAuthenticator authenticator = new RequestAuthenticator(CryptoSuites.all(), directory, clock::millis);
            Map<String, String> headers =
                    new RequestSigner(suite, PinnedKey.of(deal, suite), clock).headers("GET", PATH, new byte[0]);
            byte[] sample = String.join(
                            "\n",
                            headers.getOrDefault("Kontor-Key", ""),
                            headers.getOrDefault("Kontor-Time", ""),
                            headers.getOrDefault("Kontor-Signature", ""))
                    .getBytes(StandardCharsets.UTF_8);
            Fuzz.Outcome outcome = Fuzz.run(
                    List.of(sample),
                    4_040,
                    input -> authenticator.authenticate(request(input)),
                    Set.of(ProblemException.class, NumberFormatException.class));
            assertThat(outcome.refused()).as(suite.name()).isEqualTo(Fuzz.MUTATIONS);
        }
    }

    /** The lines are the headers; a time that is no number ends at the HTTP server's own reading of it. */
    private static RequestAuthenticator.SignedRequest request(byte[] input) {
        String[] lines = (new String(input, StandardCharsets.UTF_8) + "\n\n").split("\n", -1);
        return new RequestAuthenticator.SignedRequest(lines[0], Long.parseLong(lines[1]), lines[2], "GET", PATH);
    }
}
