package io.kontor.app.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.TestDeal;
import io.kontor.app.testing.TestGateway;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.testkit.fuzz.Mutator;
import io.kontor.testkit.fuzz.ValueMutator;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REST-3, FUZ-1: whatever a portal's user posts to the API is taken or answered by a 4xx with its code and sentence, never by a 5xx. */
class BodyFuzzTest {

    /** Each goes over HTTP, through the login and to the database, so there are fewer of them. */
    private static final int EACH = 40;

    private static final String GRANT = "/api/v1/grants/" + TestDeal.GRANT_R4;
    private static final String PERIOD = "/api/v1/settlements/" + TestDeal.ORDER;

    private static final AtomicLong KEYS = new AtomicLong();

    private static TestDeal deal;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        deal = new TestDeal();
        deal.calls();
        deal.anchor();
        deal.settle();
        gateway = deal.gateway("body_fuzz");
        deal.ledger().contract((function, argument) -> Map.of());
    }

    @AfterAll
    static void end() {
        gateway.close();
        deal.close();
    }

    /** Taken, or refused by the problem that REST-3 asks for. */
    private static void post(Http user, String path, byte[] body) throws IOException {
        String json = new String(body, StandardCharsets.UTF_8);
        HttpResponse<String> answer = user.post(path, "fuzz-" + KEYS.incrementAndGet(), json);
        int status = answer.statusCode();
        assertThat(status).as(answer.body()).isBetween(200, 499);
        if (status >= 400) {
            assertThat(answer.body()).contains("\"code\":\"", "\"detail\":\"");
            throw new IOException(answer.body());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f-h1|/api/v1/logs/log-f-h1/write-off|{'reason':'lost'}",
                "f-h1|GRANT/sign|{'termsHash':'0000'}",
                "f-h1|GRANT/refuse|{'reason':'no','termsHash':'0000'}",
                "f-h1|GRANT/suspend|{'reason':'audit'}",
                "q-ins|PERIOD/2/confirm|{'charge':384}",
                "f-h1|PERIOD/1/notice|{'noticeNumber':'NT-9'}",
                "f-h1|PERIOD/1/treasury|{'receiptDigest':'0000'}",
                "f-data|PERIOD/2/enforce|{'reason':'silent'}",
                "q-ins|/api/v1/receipts/log-f-h2/3/dispute|{'ground':'wrong'}",
                "f-ops|/api/v1/disputes/D-1/uphold|{'decision':'wrong'}",
                "f-h1|/api/v1/derivatives/DV-1/approve|{'decision':'fine'}"
            })
    void a_changed_body_is_taken_or_refused_with_its_reason(String user, String path, String body) {
        Http http = Http.basic(gateway, user);
        String full = path.replace("GRANT", GRANT).replace("PERIOD", PERIOD);
        byte[] sample = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        Fuzz.Target target =
                new Fuzz.Target(List.of(), 4_500, input -> post(http, full, input), Set.of(IOException.class));
        for (Supplier<byte[]> mutator : List.<Supplier<byte[]>>of(
                new Mutator(List.of(sample), 4_500)::next, new ValueMutator(sample, List.of(sample), 4_501)::next)) {
            Fuzz.Outcome outcome = Fuzz.run(EACH, mutator, target);
            assertThat(outcome.refused()).isPositive();
        }
    }
}
