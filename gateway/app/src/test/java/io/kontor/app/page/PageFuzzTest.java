package io.kontor.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.app.testing.Http;
import io.kontor.app.testing.TestAccounts;
import io.kontor.app.testing.TestDeal;
import io.kontor.app.testing.TestGateway;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.testkit.fuzz.Mutator;
import io.kontor.testkit.fuzz.Wire;
import io.kontor.testkit.fuzz.WireRequest;
import java.io.IOException;
import java.io.Serial;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** REST-3, REST-10, FUZ-1: whatever a browser asks, posts or uploads is a page or a refusal with its reason, never a fault of ours. */
class PageFuzzTest {

    private static final int QUESTIONS = 3_000;
    private static final int FORMS = 1_500;
    private static final int UPLOADS = 1_000;

    private static final byte[] NO_BODY = {};
    private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=kontorkontor";

    private static TestDeal deal;
    private static TestGateway gateway;

    private final Map<Integer, Integer> seen = new TreeMap<>();
    private Wire wire;

    private static final class RefusedException extends Exception {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    static void start() {
        deal = new TestDeal();
        deal.calls();
        deal.anchor();
        deal.settle();
        gateway = deal.gateway(
                "page_fuzz",
                Map.of("kontor.evidence.trust-file", deal.trustFile().toString()));
        deal.ledger().contract((function, argument) -> Map.of());
    }

    @AfterAll
    static void end() {
        gateway.close();
        deal.close();
    }

    @BeforeEach
    void connect() {
        wire = new Wire(gateway.address());
    }

    @AfterEach
    void serves() {
        wire.close();
        HttpResponse<String> page = Http.session(gateway, "f-h1").get("/grants");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(TestDeal.GRANT_R4);
    }

    /** Redirections are answers, too: to the page of a submission, or to the login. */
    private void take(Wire.Answer answer) throws RefusedException {
        seen.merge(answer.status(), 1, Integer::sum);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 499);
        if (answer.status() >= 400) {
            assertThat(answer.text())
                    .as("%s %s", answer.status(), answer.headers())
                    .isNotBlank()
                    .doesNotContain("Exception", "\tat ", "java.lang", "org.springframework", "org.postgresql");
            throw new RefusedException();
        }
    }

    /** Without a target it is no request at all, and the HTTP server says nothing before it closes. */
    private void ask(String method, WireRequest request, String... more) throws IOException, RefusedException {
        if (request.targetText().isBlank()) {
            throw new RefusedException();
        }
        take(wire.send(request.bytes(method, more)));
    }

    private void run(int mutations, String method, Stream<WireRequest> samples, long seed, String... more) {
        List<byte[]> bytes = samples.map(WireRequest::sample).toList();
        Fuzz.run(
                mutations,
                new Mutator(bytes, seed)::next,
                new Fuzz.Target(
                        List.of(),
                        seed,
                        input -> ask(method, WireRequest.parse(input), more),
                        Set.of(RefusedException.class)));
    }

    /** Cookie of a session that has logged in, and its token. */
    private record Login(String cookie, String token) {

        static Login of(String user) throws IOException {
            try (Wire wire = new Wire(gateway.address())) {
                Wire.Answer page = wire.send(WireRequest.of("/login", NO_BODY).bytes("GET"));
                String form = "username=" + user + "&password=" + TestAccounts.PASSWORD + "&_csrf="
                        + Http.tokenOf(page.text());
                Wire.Answer done = wire.send(WireRequest.of("/login", form.getBytes(StandardCharsets.UTF_8))
                        .bytes("POST", cookie(page), "Content-Type: application/x-www-form-urlencoded"));
                Wire.Answer verify =
                        wire.send(WireRequest.of("/verify", NO_BODY).bytes("GET", cookie(done)));
                assertThat(verify.status()).as(verify.text()).isEqualTo(200);
                return new Login(cookie(done), Http.tokenOf(verify.text()));
            }
        }

        private static String cookie(Wire.Answer answer) {
            return "Cookie: " + answer.header("set-cookie").orElse("none").split(";", 2)[0];
        }
    }

    @Test
    void changed_questions_of_a_browser_are_answered_or_refused_with_their_reason() throws IOException {
        Login login = Login.of("f-h1");
        run(
                QUESTIONS,
                "GET",
                Stream.of(
                                "/grants?sort=-status&limit=10&status=ACTIVE",
                                "/grants.csv?sort=resource",
                                "/grants/" + TestDeal.GRANT_R4,
                                "/grants/" + TestDeal.GRANT_R4 + "/sign",
                                "/calls?cursor=AAAA&limit=5",
                                "/calls/log-f-h1/18",
                                "/calls/log-f-h1/18/bundle?level=attested",
                                "/calls/logs/log-f-h1/write-off",
                                "/settlements/" + TestDeal.ORDER + "/1",
                                "/settlements/dispute/log-f-h1/3",
                                "/ask?key=grant/" + TestDeal.GRANT_R4,
                                "/ask/answer?key=city/F",
                                "/language?to=en&back=/grants",
                                "/submissions/S-1/state",
                                "/api/v1/grants?limit=2&sort=grantId",
                                "/api/v1/receipts/log-f-h1/18/verdict",
                                "/api/v1/ledger/grant/" + TestDeal.GRANT_R4,
                                "/api/v1/settlements/" + TestDeal.ORDER + "/1")
                        .map(path -> WireRequest.of(path, NO_BODY, "Accept: text/html", login.cookie())),
                4_640);
        assertThat(seen).containsKeys(200, 400, 404);
    }

    @Test
    void changed_forms_are_taken_or_refused_with_their_reason() throws IOException {
        Login login = Login.of("f-h1");
        String token = "&_csrf=" + login.token();
        run(
                FORMS,
                "POST",
                Stream.of(
                                "/grants/" + TestDeal.GRANT_R4 + "/suspend|reason=audit&hash=00",
                                "/grants/" + TestDeal.GRANT_R4 + "/sweep|confirm=1",
                                "/calls/logs/log-f-h1/write-off|reason=lost",
                                "/settlements/" + TestDeal.ORDER + "/1/notice|noticeNumber=NT-9&hash=00",
                                "/settlements/dispute/log-f-h1/3|ground=wrong%20count",
                                "/settlements/disputes/D-1/uphold|decision=fine",
                                "/grants/derivatives/DV-1/approve|reason=%E5%A5%BD")
                        .map(form -> form.split("\\|", 2))
                        .map(form -> WireRequest.of(
                                form[0],
                                (form[1] + token).getBytes(StandardCharsets.UTF_8),
                                "Content-Type: application/x-www-form-urlencoded",
                                "Accept: text/html")),
                4_641,
                login.cookie());
        assertThat(seen).containsKeys(400, 403, 404);
    }

    /** Base64 of what is no text: nobody needs an account to send it. */
    @Test
    void a_token_that_is_none_is_refused() throws IOException {
        byte[] form = ("username=a&password=b&_csrf=" + "_".repeat(96)).getBytes(StandardCharsets.UTF_8);
        Wire.Answer answer = wire.send(WireRequest.of("/login", form, "Content-Type: application/x-www-form-urlencoded")
                .bytes("POST"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
    }

    @Test
    void changed_uploads_of_a_bundle_get_a_verdict_or_are_refused_with_their_reason() throws IOException {
        Login login = Login.of("q-ins");
        Http buyer = Http.basic(gateway, "q-ins");
        String path = "/api/v1/receipts/log-f-h1/18/bundle";
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> buyer.get(path).statusCode() == 200);
        String before = "--kontorkontor\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + login.token()
                + "\r\n--kontorkontor\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.json\"\r\n"
                + "Content-Type: application/json\r\n\r\n";
        byte[] bundle = buyer.get(path).body().getBytes(StandardCharsets.UTF_8);
        WireRequest whole = upload(before, bundle, MULTIPART);
        take(wire, whole, login);
        run(UPLOADS / 2, "POST", Stream.of(whole), 4_642, login.cookie());
        Mutator mutator = new Mutator(List.of(bundle), 4_643);
        Fuzz.Outcome outcome = Fuzz.run(
                UPLOADS / 2,
                mutator::next,
                new Fuzz.Target(
                        List.of(),
                        4_643,
                        file -> take(wire.send(upload(before, file, MULTIPART).bytes("POST", login.cookie()))),
                        Set.of(RefusedException.class)));
        assertThat(outcome.read()).isPositive();
        assertThat(seen).containsKeys(200, 400, 403);
    }

    private static void take(Wire wire, WireRequest upload, Login login) throws IOException {
        Wire.Answer answer = wire.send(upload.bytes("POST", login.cookie()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static WireRequest upload(String before, byte[] file, String type) {
        byte[] start = before.getBytes(StandardCharsets.UTF_8);
        byte[] end = "\r\n--kontorkontor--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOf(start, start.length + file.length + end.length);
        System.arraycopy(file, 0, body, start.length, file.length);
        System.arraycopy(end, 0, body, start.length + file.length, end.length);
        return WireRequest.of("/verify", body, type, "Accept: text/html");
    }
}
