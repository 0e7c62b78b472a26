package io.kontor.dataplane.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.crypto.request.RequestSigner;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.app.RawSession;
import io.kontor.dataplane.testing.Refusals;
import io.kontor.dataplane.testing.Refusals.RefusedException;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.dataplane.testing.WireRequests;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.testkit.fuzz.Fuzz;
import io.kontor.testkit.fuzz.Mutator;
import io.kontor.testkit.fuzz.ValueMutator;
import io.kontor.testkit.fuzz.Wire;
import io.kontor.testkit.fuzz.WireRequest;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.consumer.SessionDraft;
import io.kontor.usage.session.FetchEnvelope;
import io.kontor.usage.session.SessionOpening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DPL-20, DPL-21, FUZ-1: whatever comes over HTTP to the supplier's listener is a result or a problem with its reason; it costs no
 * connection that stays, no unit and no leaf. These are 20,000 requests; what they reach is met by {@link Fuzz#MUTATIONS} mutations each
 * where it is read: {@code CallFuzzTest}, {@code RequestFuzzTest}, {@code StartMessageFuzzTest}.
 */
class WireFuzzTest {

    private static final int STRANGERS = 12_000;
    private static final int CALLS = 1_500;
    private static final int FETCHES = 3_000;
    private static final int MIRRORS = 1_000;
    private static final int RANGES = 1_000;
    private static final int RAW = 3_000;

    /** The listener turns away a peer that holds more, so connections that stay fail the test. */
    private static final int CONNECTIONS = 24;

    private static final byte[] NO_BODY = {};
    private static final Set<Class<? extends Exception>> REFUSED = Set.of(RefusedException.class);

    @TempDir
    static Path folder;

    private static SupplierWorld world;
    private static RawSession session;

    private final Refusals refusals = new Refusals();
    private Wire wire;
    private long treeSize;
    private long released;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(
                folder,
                10,
                Map.of("requests-per-second-per-peer", "1000000", "connections-per-peer", String.valueOf(CONNECTIONS)));
        world.startFlow("G-R1");
        world.startFlow("G-R4");
        session = world.session("G-R1");
        warmUp();
    }

    /** What is loaded once is not what an input allocates. */
    private static void warmUp() {
        try (Wire wire = new Wire(world.address)) {
            assertThatThrownBy(() -> new Refusals()
                            .take(wire.send(WireRequest.of("/", NO_BODY).bytes("GET"))))
                    .isInstanceOf(RefusedException.class);
        }
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @BeforeEach
    void before() {
        wire = new Wire(world.address);
        treeSize = treeSize();
    }

    /** Whatever came before, a good call is served. */
    @AfterEach
    void serves() {
        wire.close();
        HttpAnswer answer =
                session.call(world.processBody(world.claim.subject(), world.consent(world.claim.subject(), "R1"))
                        .build());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static long treeSize() {
        return state().longValue("treeSize");
    }

    private static JsonObject state() {
        return CanonicalJson.parse(world.control.get("/control/state").body());
    }

    private Fuzz.Outcome run(int mutations, Supplier<byte[]> mutator, Fuzz.Parser parser, long seed) {
        return Fuzz.run(mutations, mutator, new Fuzz.Target(List.of(), seed, parser, REFUSED));
    }

    private void exchange(String method, WireRequest request, String... more) throws IOException, RefusedException {
        refusals.take(wire.send(request.bytes(method, more)));
    }

    /** An opening by somebody whose key no member pins; user and application are the right ones. */
    private static SessionOpening opening() {
        return new SessionDraft(
                        CryptoSuites.intl(),
                        InstantSource.system(),
                        CryptoSuites.intl().newSigningKey(),
                        new SessionDraft.Request("G-R1", SupplierWorld.LOG, world.user(), world.application()))
                .opening();
    }

    private static CallEnvelope strangersCall() {
        byte[] body = CanonicalJson.bytes(
                world.processBody(world.claim.subject(), JsonObject.builder().build())
                        .build());
        return new CallEnvelope("ab".repeat(16), 1, RawSession.newCallId(), 0, "A".repeat(43) + "=", body);
    }

    private static FetchEnvelope strangersFetch(String method, String path) {
        return new FetchEnvelope("ab".repeat(16), method, path, "A".repeat(43) + "=", NO_BODY);
    }

    @Test
    void changed_requests_of_strangers_are_refused_with_their_reason() {
        String id = "ab".repeat(16);
        Map<String, List<byte[]>> samples = Map.of(
                "POST",
                List.of(
                        WireRequests.opening(opening()).sample(),
                        WireRequests.call(strangersCall()).sample(),
                        WireRequests.fetch(strangersFetch("POST", "/v1/sessions/" + id + "/head"))
                                .sample()),
                "GET",
                List.of(
                        WireRequests.fetch(strangersFetch("GET", "/v1/sessions/" + id + "/receipts/7"))
                                .sample(),
                        WireRequests.fetch(strangersFetch("GET", "/v1/viewings/" + id + "/pages/2"))
                                .sample(),
                        WireRequests.fetch(strangersFetch("GET", "/v1/downloads/" + id))
                                .sample(),
                        mirror("/v1/logs/F-H1.dp-1/head").sample(),
                        mirror("/v1/logs/F-H1.dp-1/leaves?from=0&limit=10").sample()),
                "DELETE",
                List.of(
                        WireRequests.fetch(strangersFetch("DELETE", "/v1/viewings/" + id))
                                .sample(),
                        WireRequests.fetch(strangersFetch("DELETE", "/v1/downloads/" + id))
                                .sample()));
        samples.forEach((method, of) -> {
            Fuzz.Outcome outcome = run(
                    STRANGERS / samples.size(),
                    new Mutator(of, 4_600)::next,
                    input -> exchange(method, WireRequest.parse(input)),
                    4_600);
            assertThat(outcome.read()).isZero();
        });
        assertThat(treeSize()).as("leaves").isEqualTo(treeSize);
    }

    private static WireRequest mirror(String target) {
        return WireRequest.of(
                target,
                NO_BODY,
                "Kontor-Key: "
                        + Base64.getEncoder()
                                .encodeToString(world.memberKey().verifyingKey().spki()),
                "Kontor-Time: " + InstantSource.system().millis(),
                "Kontor-Signature: MEUCIQDx");
    }

    /** Members sign what they ask for, whatever it is. */
    @Test
    void changed_questions_of_a_mirror_are_answered_or_refused_with_their_reason() {
        RequestSigner signer = new RequestSigner(CryptoSuites.intl(), world.memberKey(), Clock.systemUTC());
        String log = "/v1/logs/" + SupplierWorld.LOG;
        List<byte[]> samples = Stream.of(
                        "/head",
                        "/leaves?from=0&limit=10",
                        "/proof?index=0&size=2",
                        "/consistency?from=1&to=2",
                        "/leaves?from=%30&limit=1%30")
                .map(path -> WireRequest.of(log + path, NO_BODY).sample())
                .toList();
        Fuzz.Parser parser = input -> {
            WireRequest changed = WireRequest.parse(input);
            String[] headers = signer.headers("GET", changed.targetText(), NO_BODY).entrySet().stream()
                    .map(header -> header.getKey() + ": " + header.getValue())
                    .toArray(String[]::new);
            exchange("GET", changed, headers);
        };
        assertBoth(run(MIRRORS, new Mutator(samples, 4_601)::next, parser, 4_601));
        assertThat(refusals.seen()).containsKeys("400 MALFORMED", "404 NOT_FOUND");
    }

    private static void assertBoth(Fuzz.Outcome outcome) {
        assertThat(outcome.read()).as("read").isPositive();
        assertThat(outcome.refused()).as("refused").isPositive();
    }

    /** The MAC is over what was changed, so that what is behind it is reached. */
    @Test
    void changed_bodies_of_calls_are_served_or_refused_with_their_reason_and_counted_only_when_served() {
        byte[] process =
                CanonicalJson.bytes(world.processBody(world.claim.subject(), world.consent(world.claim.subject(), "R1"))
                        .build());
        byte[] download = CanonicalJson.bytes(world.downloadBody("G-R4"));
        long used = used("G-R1") + used("G-R4");
        RawSession downloading = world.session("G-R4");
        List<Supplier<byte[]>> mutators = List.of(
                new Mutator(List.of(process, download), 4_602)::next,
                new ValueMutator(process, List.of(process, download), 4_603)::next,
                new ValueMutator(download, List.of(process, download), 4_604)::next);
        for (int i = 0; i < mutators.size(); i++) {
            RawSession own = i < 2 ? session : downloading;
            run(CALLS / mutators.size(), mutators.get(i), body -> called(own, body), 4_602 + i);
        }
        assertThat(refusals.seen()).containsKeys("200", "400 MALFORMED", "403 PURPOSE", "403 CONSENT_MISMATCH");
        assertThat(used("G-R1") + used("G-R4") - used)
                .as("units of " + refusals.seen())
                .isEqualTo(released);
    }

    private void called(RawSession own, byte[] body) throws IOException, RefusedException {
        CallEnvelope envelope = own.session().next(RawSession.newCallId(), body);
        own.session().answered(envelope.sequence());
        Wire.Answer answer = wire.send(WireRequests.call(envelope).bytes("POST"));
        if (answer.status() < 400) {
            released++;
        } else if (answer.text().contains("HEAD_DUE")) {
            assertThat(own.head().status()).isEqualTo(200);
        }
        refusals.take(answer);
    }

    /** Units that were used under a grant. */
    private static long used(String grantId) {
        return state().array("grants").objects(grant -> grant).stream()
                .filter(grant -> grant.string("grantId").equals(grantId))
                .mapToLong(grant -> grant.object("counts").longValue("calls"))
                .sum();
    }

    @Test
    void changed_requests_within_a_session_are_answered_or_refused_with_their_reason() {
        String id = session.session().identity().session();
        byte[] head = ("{'rootHash':'" + "ab".repeat(32) + "','signature':'MEUCIQDx','time':1,'treeSize':1}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
        Map<String, List<byte[]>> samples = Map.of(
                "POST",
                List.of(WireRequest.of("/v1/sessions/" + id + "/head", head).sample()),
                "GET",
                List.of(
                        WireRequest.of("/v1/sessions/" + id + "/receipts/1", NO_BODY)
                                .sample(),
                        WireRequest.of("/v1/viewings/" + id + "/pages/2", NO_BODY)
                                .sample(),
                        WireRequest.of("/v1/downloads/" + id, NO_BODY).sample()),
                "DELETE",
                List.of(
                        WireRequest.of("/v1/viewings/" + id, NO_BODY).sample(),
                        WireRequest.of("/v1/downloads/" + id, NO_BODY).sample()));
        samples.forEach((method, of) -> run(
                FETCHES / samples.size(),
                new Mutator(of, 4_605)::next,
                input -> fetched(method, WireRequest.parse(input)),
                4_605));
        assertThat(refusals.seen()).containsKeys("200", "400 MALFORMED", "404 NOT_FOUND", "403 HEAD_SIGNATURE");
    }

    private void fetched(String method, WireRequest changed) throws IOException, RefusedException {
        FetchEnvelope envelope = session.session().fetch(method, changed.targetText(), changed.body());
        exchange(method, changed, "Kontor-Session: " + envelope.session(), "Kontor-Mac: " + envelope.mac());
    }

    /** Ranges of an open download, each with its MAC. */
    @Test
    void changed_ranges_of_a_download_are_sent_or_refused_with_their_reason() {
        RawSession downloading = world.session("G-R4");
        CallEnvelope envelope = downloading
                .session()
                .next(
                        RawSession.newCallId(),
                        CanonicalJson.bytes(JsonObject.builder()
                                .put("grantId", "G-R4")
                                .put("action", "DOWNLOAD")
                                .put("purpose", DemoRecords.SCENARIO)
                                .put("object", "prices")
                                .put("range", "bytes=0-0")
                                .build()));
        assertThat(downloading.call(envelope).status()).isEqualTo(206);
        List<byte[]> samples = Stream.of("bytes=0-0", "bytes=1-", "bytes=-7")
                .map(range -> range.getBytes(StandardCharsets.UTF_8))
                .toList();
        Fuzz.Parser parser = range -> {
            WireRequest request =
                    WireRequest.of("/v1/downloads/" + envelope.callId(), NO_BODY, "Range: " + text(range));
            FetchEnvelope mac = downloading
                    .session()
                    .fetch("GET", request.targetText(), text(range).strip().getBytes(StandardCharsets.UTF_8));
            exchange("GET", request, "Kontor-Session: " + mac.session(), "Kontor-Mac: " + mac.mac());
        };
        run(RANGES, new Mutator(samples, 4_606)::next, parser, 4_606);
        assertThat(downloading
                        .fetch("DELETE", "/v1/downloads/" + envelope.callId(), NO_BODY)
                        .status())
                .isEqualTo(204);
        assertThat(refusals.seen()).containsKeys("206", "400 MALFORMED", "409 ALREADY_RELEASED");
    }

    /** What HTTP can carry in a header. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII).replaceAll("[^ -~]", "?");
    }

    /** Where a request ends is changed, too: each has a connection of its own, which is ended after it. */
    @Test
    void changed_bytes_of_whole_requests_end_with_their_connection() throws IOException {
        String chunked = """
                POST /v1/calls HTTP/1.1
                Host: x
                Expect: 100-continue
                Transfer-Encoding: chunked
                Kontor-Session: a
                Kontor-Sequence: 1
                Kontor-Call: b
                Kontor-Received: 0
                Kontor-Mac: c

                5
                {"a":
                2
                1}
                0

                """.replace("\n", "\r\n");
        List<byte[]> samples = List.of(
                chunked.getBytes(StandardCharsets.UTF_8),
                WireRequests.call(strangersCall()).bytes("POST"),
                WireRequests.opening(opening()).bytes("POST"),
                mirror("/v1/logs/F-H1.dp-1/leaves?from=0&limit=10").bytes("GET"));
        Fuzz.Parser parser = input -> {
            for (Wire.Answer answer : wire.pour(input)) {
                refusals.take(answer);
            }
        };
        run(RAW, new Mutator(samples, 4_607)::next, parser, 4_607);
        assertThat(refusals.seen()).containsKeys("400 MALFORMED", "401 NOT_AUTHENTICATED", "405 MALFORMED");
        assertThat(treeSize()).as("leaves").isEqualTo(treeSize);
    }
}
