package io.kontor.dataplane.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.app.RawSession;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.grant.Action;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.usage.call.CallEnvelope;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SES-6 for downloads, DPL-11, DPL-12, DPL-13 and DPL-35: a pinned object, streamed, cut, accounted to the byte. */
class DownloadsOverHttpTest {

    private static final int ROWS = 200_000;

    @TempDir
    static Path folder;

    private static SupplierWorld world;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(folder, ROWS);
        for (String number : List.of("1", "2", "3", "4", "5")) {
            world.deal.order("O-D" + number);
            world.grant("G-D" + number, "O-D" + number, world.termsWithLimit("R4", Action.DOWNLOAD, 50));
            world.startFlow("G-D" + number);
        }
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void a_download_is_the_whole_object_under_a_watermark_with_its_digest() throws IOException {
        RawSession session = world.session("G-D1");

        HttpAnswer answer = session.call(body("G-D1"));

        byte[] bytes = answer.bytes();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Kontor-Digest"))
                .contains(HexFormat.of().formatHex(CryptoSuites.intl().digest(bytes)));
        CallReceipt reserved = answer.receipt().orElseThrow();
        assertThat(reserved.kind()).isEqualTo(LeafKind.RESERVED);
        String head = "# watermark user=claims01 key=" + reserved.user().hex() + " call=" + reserved.callId() + "\n";
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo(head + Files.readString(world.folder.resolve("prices.csv")));
        CallReceipt end = LeafCodec.decodeReceipt(session.leaf(1));
        assertThat(end.kind()).isEqualTo(LeafKind.RELEASED);
        assertThat(end.delivery().bytes()).isEqualTo(bytes.length);
        assertThat(end.delivery().items()).isEqualTo(6);
        assertThat(end.delivery().records()).isEqualTo(ROWS);
        assertNoPinIsLeft();
    }

    @Test
    void a_client_that_leaves_and_does_not_come_back_is_charged_nothing_and_its_unit_is_used() throws IOException {
        RawSession session = world.session("G-D2");
        CallEnvelope envelope = session.session().next(RawSession.newCallId(), bytes("G-D2"));
        HttpResponse<InputStream> stream = session.stream(envelope);
        stream.body().readNBytes(50_000);
        stream.body().close();

        CallReceipt end = awaitEnd(session, 1);

        assertThat(end.kind()).isEqualTo(LeafKind.ABORTED);
        assertThat(end.delivery().bytes()).isGreaterThanOrEqualTo(50_000);
        assertThat(end.delivery().usage()).isZero();
        assertThat(end.totals().unitsEver()).isEqualTo(1);
        assertThat(end.totals().calls()).isZero();
        assertNoPinIsLeft();
    }

    @Test
    void the_end_of_the_grant_cuts_the_stream_and_every_later_call() throws IOException {
        RawSession session = world.session("G-D3");
        CallEnvelope envelope = session.session().next(RawSession.newCallId(), bytes("G-D3"));
        HttpResponse<InputStream> stream = session.stream(envelope);
        long size = Long.parseLong(stream.headers().firstValue("Content-Length").orElseThrow());
        stream.body().readNBytes(1_000);

        HttpResponse<String> ended =
                world.control.post("/control/grants/G-D3/terminate", "{\"reason\":\"withdrawn by the officer\"}");

        assertThat(ended.statusCode()).isEqualTo(200);
        JsonObject termination = CanonicalJson.parse(ended.body());
        assertThat(termination.string("statementDigest"))
                .isEqualTo(HexFormat.of()
                        .formatHex(CryptoSuites.intl()
                                .digest(termination.string("statement").getBytes(StandardCharsets.UTF_8))));
        assertThat(1_000 + drained(stream.body())).isLessThan(size);
        CallReceipt end = awaitEnd(session, 1);
        assertThat(end.kind()).isEqualTo(LeafKind.ABORTED);
        assertThat(end.delivery().bytes()).isLessThan(size);
        HttpAnswer later = session.call(body("G-D3"));
        assertThat(later.code()).contains("TERMINATED");
        assertThat(later.receipt().orElseThrow().kind()).isEqualTo(LeafKind.DENIED);
        assertNoPinIsLeft();
    }

    @Test
    void a_replaced_file_does_not_change_a_running_download() throws IOException {
        RawSession session = world.session("G-D4");
        Path file = world.folder.resolve("prices.csv");
        String before = Files.readString(file);
        CallEnvelope envelope = session.session().next(RawSession.newCallId(), bytes("G-D4"));
        HttpResponse<InputStream> stream = session.stream(envelope);
        byte[] start = stream.body().readNBytes(1_000);
        Files.writeString(file, "changed");
        byte[] rest = stream.body().readAllBytes();
        Files.writeString(file, before);

        assertThat(start.length + rest.length)
                .isEqualTo(Integer.parseInt(
                        stream.headers().firstValue("Content-Length").orElseThrow()));
        assertThat(new String(rest, StandardCharsets.UTF_8)).endsWith(before.substring(before.length() - 1_000));
    }

    @Test
    void an_unknown_object_is_a_miss_and_a_call_without_object_is_malformed() {
        RawSession session = world.session("G-D5");
        JsonObject body = body("G-D5");

        HttpAnswer unknown = session.call(io.kontor.dataplane.testing.JsonObjects.edit(body)
                .put("object", "other")
                .build());
        HttpAnswer none = session.call(io.kontor.dataplane.testing.JsonObjects.without(body, "object"));

        assertThat(unknown.header("Kontor-Hit")).contains("MISS");
        assertThat(none.status()).isEqualTo(400);
    }

    private static JsonObject body(String grantId) {
        return world.downloadBody(grantId);
    }

    private static byte[] bytes(String grantId) {
        return CanonicalJson.bytes(body(grantId));
    }

    private static CallReceipt awaitEnd(RawSession session, long sequence) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> LeafCodec.decodeReceipt(session.leaf(sequence)), end -> end.kind() != LeafKind.RESERVED);
    }

    private static long drained(InputStream body) {
        long read = 0;
        byte[] buffer = new byte[16_384];
        try {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                read += n;
            }
        } catch (IOException e) {
            return read;
        }
        return read;
    }

    private static void assertNoPinIsLeft() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            try (Stream<Path> pins = Files.list(world.folder.resolve("state/pins"))) {
                assertThat(pins).isEmpty();
            }
        });
    }
}
