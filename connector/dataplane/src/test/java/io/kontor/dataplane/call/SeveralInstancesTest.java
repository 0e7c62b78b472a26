package io.kontor.dataplane.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.receipt.ReceiptLedger;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.app.RawSession;
import io.kontor.dataplane.testing.FurtherPlane;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.grant.Action;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Allowance;
import io.kontor.testkit.ledger.Outage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INV-1 over HTTP: three data planes of one connector serve one grant (architecture §3.8, DPL-37). */
class SeveralInstancesTest {

    @TempDir
    static Path folder;

    private static SupplierWorld world;
    private static FurtherPlane second;
    private static FurtherPlane third;
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(folder, 10, Map.of("instances", "3", "max-staleness-s", "4"));
        second = FurtherPlane.start(world, "F-H1.dp-2");
        third = FurtherPlane.start(world, "F-H1.dp-3");
        threads = Executors.newFixedThreadPool(6);
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
        third.close();
        second.close();
        world.close();
    }

    /** A grant of downloads that all three serve. */
    private static String grant(String name, long limit) {
        world.deal.order("O-" + name);
        world.grant("G-" + name, "O-" + name, world.termsWithLimit("R4", Action.DOWNLOAD, limit));
        world.startFlow("G-" + name);
        for (FurtherPlane plane : List.of(second, third)) {
            plane.control()
                    .start(
                            "process-G-" + name,
                            "G-" + name,
                            world.termsHash("G-" + name),
                            world.evidenceKey("G-" + name));
        }
        return "G-" + name;
    }

    private static Allowance allowance(String grantId) {
        return new ReceiptLedger(world.deal.officer("F-OPS")).allowance(grantId, Action.DOWNLOAD);
    }

    private static HttpAnswer download(RawSession session, String grantId) {
        HttpAnswer answer = session.call(world.downloadBody(grantId));
        assertThat(answer.status()).as(answer.toString()).isIn(200, 403, 429, 503);
        return answer;
    }

    @Test
    void three_instances_deliver_exactly_the_limit_between_them() {
        String grantId = grant("SMALL", 20);
        List<RawSession> sessions = List.of(world.session(grantId), second.session(grantId), third.session(grantId));
        AtomicInteger delivered = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<CompletableFuture<Void>> all = sessions.stream()
                .map(session -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 12; i++) {
                                HttpAnswer answer = download(session, grantId);
                                (answer.status() == 200 ? delivered : refused).incrementAndGet();
                            }
                        },
                        threads))
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(delivered).hasValue(20);
        assertThat(refused).hasValue(16);
        assertThat(allowance(grantId).free()).isZero();
    }

    @Test
    void a_drained_instance_hands_its_block_to_the_others() {
        FurtherPlane leaving = FurtherPlane.start(world, "F-H1.dp-4");
        try {
            String grantId = grant("BLOCKS", 1_000);
            leaving.control().start("process-x", grantId, world.termsHash(grantId), world.evidenceKey(grantId));
            RawSession session = leaving.session(grantId);
            assertThat(download(session, grantId).status()).isEqualTo(200);
            long leased = 1_000 - allowance(grantId).free();
            assertThat(leased).isGreaterThan(1);
            JsonObject state =
                    CanonicalJson.parse(leaving.control().get("/control/state").body());
            JsonObject served = state.array("grants").objects(grant -> grant).get(0);
            assertThat(served.longValue("inHand"))
                    .as("units that serve without the ledger")
                    .isEqualTo(leased - 1);
            assertThat(served.longValue("readAt")).isPositive().isLessThanOrEqualTo(state.longValue("time"));
            assertThat(served.flag("current")).isTrue();

            HttpResponse<String> drained = leaving.control().post("/control/drain", "");

            assertThat(drained.statusCode()).as(drained.body()).isEqualTo(200);
            JsonObject handed = CanonicalJson.parse(drained.body());
            assertThat(handed.longValue("units")).isEqualTo(leased - 1);
            assertThat(handed.longValue("waiting")).isZero();
            assertThat(allowance(grantId).free()).isEqualTo(999);
            assertThat(leaving.control().get("/health").body()).contains("\"serving\":\"DRAINED\"");
            HttpAnswer late = download(session, grantId);
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.code()).contains("BUSY");
            assertThat(download(second.session(grantId), grantId).status()).isEqualTo(200);
        } finally {
            leaving.close();
        }
    }

    @Test
    void without_the_ledger_blocks_serve_until_all_are_stale_and_then_again() {
        String grantId = grant("AWAY", 1_000);
        List<RawSession> sessions = List.of(world.session(grantId), second.session(grantId));
        for (RawSession session : sessions) {
            assertThat(download(session, grantId).status()).isEqualTo(200);
        }
        world.network.during(Outage.UNAVAILABLE);
        try {
            for (RawSession session : sessions) {
                assertThat(download(session, grantId).status()).isEqualTo(200);
            }
            for (RawSession session : sessions) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> download(session, grantId).code().equals(java.util.Optional.of("STALE")));
            }
        } finally {
            world.network.during(Outage.NONE);
        }
        RawSession again = second.session(grantId);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> download(again, grantId).status() == 200);
        assertThat(allowance(grantId).leasedTotal()).isLessThanOrEqualTo(1_000);
    }
}
