package io.kontor.dataplane.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.app.RawSession;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.json.CanonicalJson;
import io.kontor.usage.call.CallEnvelope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DPL-20 and DPL-21: whatever a peer sends gets a problem document and never a fault of ours. */
class BadInputTest {

    private static final String CALL_HEADERS =
            "Kontor-Session: 0\r\nKontor-Sequence: 1\r\nKontor-Call: 0\r\nKontor-Received: 0\r\nKontor-Mac: x\r\n";

    @TempDir
    static Path folder;

    private static SupplierWorld world;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(folder, 10);
        world.startFlow("G-R1");
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void requests_of_another_form_get_their_status_and_a_problem() throws IOException {
        assertProblem("NONSENSE\r\n\r\n", 400);
        assertProblem("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", 404);
        assertProblem("GET /v1/calls HTTP/1.1\r\nHost: x\r\n\r\n", 405);
        assertProblem("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414);
        assertProblem("GET /v1/calls HTTP/1.1\r\nHost: x\r\nA: " + "b".repeat(40_000) + "\r\n\r\n", 431);
        assertProblem("POST /v1/calls HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}", 400);
        assertProblem(post("/v1/calls", CALL_HEADERS.replace("Sequence: 1", "Sequence: -1"), "{}"), 400);
        assertProblem(
                post("/v1/calls", CALL_HEADERS.replace("Sequence: 1", "Sequence: 99999999999999999999"), "{}"), 400);
        assertProblem(post("/v1/calls", CALL_HEADERS + "Kontor-Mac: y\r\n", "{}"), 400);
        assertProblem(post("/v1/calls", CALL_HEADERS, "{}"), 401);
        assertProblem("POST /v1/calls HTTP/1.1\r\nHost: x\r\n" + CALL_HEADERS + "Content-Length: 100000\r\n\r\n", 413);
        assertProblem(post("/v1/sessions", "", "{}"), 400);
        String signatures =
                "Kontor-Signature-Member: a\r\nKontor-Signature-User: b\r\nKontor-Signature-Application: c\r\n";
        assertProblem(post("/v1/sessions", signatures, "no json"), 400);
        assertProblem(post("/v1/sessions", signatures, "{\"grantId\":\"\\ud800\"}"), 400);
        assertProblem("GET /v1/viewings/x/pages/1 HTTP/1.1\r\nHost: x\r\n\r\n", 400);
        assertProblem(
                "GET /v1/sessions/x/receipts/1 HTTP/1.1\r\nHost: x\r\nKontor-Session: x\r\nKontor-Mac: y\r\n\r\n", 401);
    }

    @Test
    void a_chunked_body_above_the_bound_is_refused_while_it_arrives() throws IOException {
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        assertProblem(
                "POST /v1/calls HTTP/1.1\r\nHost: x\r\n" + CALL_HEADERS + "Transfer-Encoding: chunked\r\n\r\n"
                        + chunk.repeat(6),
                413);
    }

    /** SES-3, SES-5: who has not taken its receipts may come again, and is told when. */
    @Test
    void a_call_far_above_what_was_received_is_busy() {
        RawSession session = world.session("G-R1");
        for (int sequence = 1; sequence < 1_024; sequence++) {
            session.session().next(RawSession.newCallId(), new byte[0]);
        }
        assertThat(ahead(session).code()).contains("MALFORMED");
        HttpAnswer answer = ahead(session);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.code()).contains("BUSY");
        assertThat(answer.header("Retry-After")).contains("1");
    }

    /** A call of which the session does not note that it was answered. */
    private static HttpAnswer ahead(RawSession session) {
        return RawSession.call(world.address, session.session().next(RawSession.newCallId(), new byte[0]));
    }

    @Test
    void an_authenticated_call_of_another_form_is_malformed_and_harms_nothing() {
        RawSession session = world.session("G-R1");
        List<String> bodies = List.of(
                "",
                "[]",
                "{",
                "{\"grantId\":1}",
                "{\"grantId\":\"G-R1\",\"action\":\"EAT\",\"purpose\":\"p\"}",
                "{\"action\":\"PROCESS\",\"grantId\":\"G-R1\",\"purpose\":\"SC-F-0001\"}",
                "{\"action\":\"PROCESS\",\"grantId\":\"G-R1\",\"purpose\":\"SC-F-0001\",\"algorithm\":\"../x\"}",
                "{\"action\":\"PROCESS\",\"algorithm\":\"claim-by-subject\",\"grantId\":\"G-R1\",\"parameters\":{\"a\":[]},"
                        + "\"purpose\":\"SC-F-0001\",\"subject\":\"x\"}",
                "\uFEFF{}",
                "{\"grantId\":\"G-R1\",\"grantId\":\"G-R1\"}",
                "{\"a\":1.5}",
                "{\"a\":null}");
        for (String body : bodies) {
            CallEnvelope envelope =
                    session.session().next(RawSession.newCallId(), body.getBytes(StandardCharsets.UTF_8));
            HttpAnswer answer = session.call(envelope);
            assertThat(answer.status()).as(body + " " + answer).isEqualTo(400);
            assertThat(answer.code()).contains("MALFORMED");
        }
        assertThat(session.call(world.processBody(world.claim.subject(), world.consent(world.claim.subject(), "R1"))
                                .build())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_flood_of_strangers_is_turned_away_and_the_instance_serves_on() throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            statuses.add(exchange(post("/v1/calls", CALL_HEADERS, "{}")).status());
        }

        assertThat(statuses).contains(401, 429).doesNotContain(500);
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private record Raw(int status, String text) {}

    private static void assertProblem(String request, int status) throws IOException {
        // The flood of another test may have emptied the bucket of this address.
        Raw answer = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> exchange(request), raw -> raw.status() != 429);
        String shown = request.substring(0, Math.min(60, request.length())) + " -> " + answer.text();
        assertThat(answer.status()).as(shown).isEqualTo(status);
        assertThat(answer.text()).as(shown).containsIgnoringCase("content-type: application/problem+json");
        String body = answer.text().substring(answer.text().indexOf("\r\n\r\n") + 4);
        assertThat(CanonicalJson.parse(body).longValue("status")).isEqualTo(status);
        assertThat(CanonicalJson.parse(body).string("type")).startsWith("urn:kontor:problem:");
    }

    private static Raw exchange(String request) throws IOException {
        URI address = URI.create(world.address);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            String text = answer(socket.getInputStream());
            return new Raw(Integer.parseInt(text.substring(9, 12)), text);
        }
    }

    /** Reads until the whole body that the head announces is there. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            text.append((char) b);
            int head = text.indexOf("\r\n\r\n");
            if (head > 0 && text.length() >= head + 4 + length(text.substring(0, head))) {
                break;
            }
        }
        return text.toString();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .map(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }
}
