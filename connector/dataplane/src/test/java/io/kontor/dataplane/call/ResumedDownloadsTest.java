package io.kontor.dataplane.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.app.RawSession;
import io.kontor.dataplane.testing.JsonObjects;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.grant.Action;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DPL-13 to DPL-16: ranges and resumptions of one download are one unit, one receipt and at most 1.2 times its bytes. */
class ResumedDownloadsTest {

    private static final int ROWS = 2_000;

    @TempDir
    static Path folder;

    private static SupplierWorld world;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<String> grants = new ArrayList<>();
    private String grantId;
    private RawSession session;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(folder, ROWS, Map.of("resume-window-s", "3600", "open-downloads", "4"));
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @BeforeEach
    void grant() {
        int number = NUMBER.incrementAndGet();
        grantId = "G-X" + number;
        world.deal.order("O-X" + number);
        world.grant(grantId, "O-X" + number, world.termsWithLimit("R4", Action.DOWNLOAD, 3));
        world.startFlow(grantId);
        grants.add(grantId);
        session = world.session(grantId);
    }

    @AfterEach
    void endGrants() {
        for (String ended : grants) {
            world.control.post("/control/grants/" + ended + "/terminate", "{\"reason\":\"over\"}");
        }
    }

    private JsonObject body(String range) {
        JsonObject whole = world.downloadBody(grantId);
        return range.isEmpty()
                ? whole
                : JsonObjects.edit(whole).put("range", range).build();
    }

    private CallReceipt newest(long sequence) {
        return LeafCodec.decodeReceipt(session.leaf(sequence));
    }

    private static long size(HttpAnswer part) {
        String range = part.header("Content-Range").orElseThrow();
        return Long.parseLong(range.substring(range.indexOf('/') + 1));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(CryptoSuites.intl().digest(bytes));
    }

    @Test
    void ranges_of_one_download_are_one_unit_and_one_receipt_over_the_object() throws IOException {
        String callId = RawSession.newCallId();
        HttpAnswer first = session.call(callId, body("bytes=0-999"));
        assertThat(first.status()).isEqualTo(206);
        assertThat(first.header("Kontor-Outcome")).contains("RESERVED");
        long size = size(first);

        HttpAnswer last = session.range(callId, "bytes=" + (size - 500) + "-");
        assertThat(newest(1).kind()).isEqualTo(LeafKind.RESERVED);
        HttpAnswer middle = session.range(callId, "bytes=1000-" + (size - 501));

        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(first.bytes());
        whole.write(middle.bytes());
        whole.write(last.bytes());
        assertThat(first.header("Kontor-Digest")).contains(hex(whole.toByteArray()));
        CallReceipt end = newest(1);
        assertThat(end.kind()).isEqualTo(LeafKind.RELEASED);
        assertThat(end.delivery().bytes()).isEqualTo(size);
        assertThat(end.totals().unitsEver()).isEqualTo(1);
        var digest = session.session().digest();
        digest.update(whole.toByteArray(), 0, whole.size());
        assertThat(end.resultDigest()).isEqualTo(digest.finish());
        assertThat(left()).isEqualTo(2);
    }

    @Test
    void what_was_sent_may_be_sent_again_until_1_2_times_the_size_and_counts_once() {
        String callId = RawSession.newCallId();
        HttpAnswer whole = session.call(callId, body(""));
        int size = whole.bytes().length;

        HttpAnswer again = session.range(callId, "bytes=0-" + (size / 5 - 1));
        assertThat(again.status()).isEqualTo(206);
        assertThat(again.bytes()).isEqualTo(Arrays.copyOf(whole.bytes(), size / 5));
        HttpAnswer tooMuch = session.range(callId, "bytes=0-0");

        assertThat(tooMuch.status()).isEqualTo(409);
        assertThat(tooMuch.code()).contains("ALREADY_RELEASED");
        assertThat(tooMuch.receipt().orElseThrow().kind()).isEqualTo(LeafKind.RELEASED);
        assertThat(newest(1).totals().unitsEver()).isEqualTo(1);
        assertThat(newest(1).totals().calls()).isEqualTo(1);
    }

    @Test
    void the_same_call_again_goes_on_with_its_download_and_another_body_is_refused() {
        String callId = RawSession.newCallId();
        HttpAnswer first = session.call(callId, body("bytes=0-99"));
        HttpAnswer again = session.call(callId, body("bytes=0-99"));
        HttpAnswer other = session.call(callId, body("bytes=0-98"));

        assertThat(again.status()).isEqualTo(206);
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(other.code()).contains("ALREADY_EXISTS_DIFFERENT");
        assertThat(left()).isEqualTo(2);
    }

    @Test
    void another_session_of_the_same_user_goes_on_and_a_stranger_does_not() {
        String callId = RawSession.newCallId();
        session.call(callId, body("bytes=0-99"));
        RawSession later = world.session(grantId);

        assertThat(later.range(callId, "bytes=100-199").status()).isEqualTo(206);
        session = later;
        grant();
        assertThat(session.range(callId, "bytes=100-199").status()).isEqualTo(404);
    }

    @Test
    void a_range_that_is_not_covered_by_the_mac_is_refused() {
        String callId = RawSession.newCallId();
        session.call(callId, body("bytes=0-99"));
        assertThat(session.range(callId, "", "bytes=0-1").status()).isEqualTo(401);
        assertThat(session.range(callId, "bytes=0-1", "bytes=0-99").status()).isEqualTo(401);
        assertThat(session.range(callId, "bytes=0-1", "").status()).isEqualTo(401);
        assertThat(session.range(callId, "bytes=0-1").bytes()).hasSize(2);
    }

    @Test
    void a_range_beyond_the_object_and_one_of_another_form_are_refused() {
        String callId = RawSession.newCallId();
        session.call(callId, body("bytes=0-99"));
        assertThat(session.range(callId, "bytes=99999999-").status()).isEqualTo(416);
        assertThat(session.range(callId, "bytes=0-1,5-6").status()).isEqualTo(400);
        assertThat(session.call(body("rows=1-2")).status()).isEqualTo(400);
        assertThat(session.range(callId, "bytes=-100").bytes()).hasSize(100);
    }

    @Test
    void a_download_that_is_given_up_is_aborted_and_its_unit_stays_used() {
        String callId = RawSession.newCallId();
        session.call(callId, body("bytes=0-99"));
        assertThat(session.fetch("DELETE", "/v1/downloads/" + callId, new byte[0])
                        .status())
                .isEqualTo(204);
        CallReceipt end = newest(1);
        assertThat(end.kind()).isEqualTo(LeafKind.ABORTED);
        assertThat(end.delivery().bytes()).isEqualTo(100);
        assertThat(end.totals().unitsEver()).isEqualTo(1);
        assertThat(session.range(callId, "bytes=100-199").status()).isEqualTo(404);
    }

    @Test
    void a_download_of_which_nothing_left_gives_its_unit_back() {
        String callId = RawSession.newCallId();
        assertThat(session.call(callId, body("bytes=99999999-")).status()).isEqualTo(416);
        assertThat(session.fetch("DELETE", "/v1/downloads/" + callId, new byte[0])
                        .status())
                .isEqualTo(204);
        assertThat(newest(1).kind()).isEqualTo(LeafKind.ABORTED);
        assertThat(newest(1).totals().unitsEver()).isZero();
        assertThat(left()).isEqualTo(3);
    }

    @Test
    void the_end_of_the_grant_ends_a_download_that_waits_to_be_resumed() throws IOException {
        String callId = RawSession.newCallId();
        session.call(callId, body("bytes=0-99"));
        world.control.post("/control/grants/" + grantId + "/terminate", "{\"reason\":\"over\"}");
        assertThat(session.range(callId, "bytes=100-199").status()).isIn(403, 404);
        assertThat(newest(1).kind()).isEqualTo(LeafKind.ABORTED);
        try (Stream<Path> pins = Files.list(world.folder.resolve("state/pins"))) {
            assertThat(pins).noneMatch(pin -> pin.toString().contains(callId));
        }
    }

    @Test
    void too_many_open_downloads_are_BUSY_before_a_unit_is_taken() {
        for (int i = 0; i < 8 && session.call(body("bytes=0-9")).status() == 206; i++) {
            if (i == 2) {
                grant();
            }
        }
        long units = left();
        HttpAnswer busy = session.call(body("bytes=0-9"));
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.code()).contains("BUSY");
        assertThat(left()).isEqualTo(units);
    }

    /** Units that the instance shows as left of the grant. */
    private long left() {
        JsonObject state =
                CanonicalJson.parse(world.control.get("/control/state").body());
        return state.array("grants").objects(grant -> grant).stream()
                .filter(grant -> grant.string("grantId").equals(grantId))
                .mapToLong(grant -> grant.longValue("left"))
                .sum();
    }
}
