package io.kontor.dataplane.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.dataplane.DataPlane;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.app.RawSession;
import io.kontor.dataplane.config.DataPlaneConfig;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.Duty;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.LeafKind;
import io.kontor.testkit.fixtures.DemoRecords;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What benchmarks call: synthetic bytes under a grant (DPL-70), and the yardstick without one (DPL-71). */
class SyntheticCallsTest {

    private static final String GRANT = "G-BENCH";

    @TempDir
    static Path folder;

    private static SupplierWorld world;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(folder, 10);
        world.deal.order("O-BENCH");
        world.grant(GRANT, "O-BENCH", terms());
        world.startFlow(GRANT);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private static GrantTerms terms() {
        GrantTerms terms = world.termsWithDuty("R4", Duty.DELETE);
        return new GrantTerms(
                terms.resourceId(),
                terms.scenarioId(),
                List.of(new ActionTerms(Action.PROCESS, 100_000)),
                terms.users(),
                terms.applications(),
                terms.window(),
                terms.fields(),
                terms.duties(),
                terms.prohibitions(),
                terms.consent(),
                terms.viewing());
    }

    private static JsonObject body(String algorithm) {
        return JsonObject.builder()
                .put("grantId", GRANT)
                .put("action", "PROCESS")
                .put("purpose", DemoRecords.SCENARIO)
                .put("algorithm", algorithm)
                .build();
    }

    @Test
    void synthetic_bytes_leave_under_a_grant_with_a_receipt_dpl_70() {
        RawSession session = world.session(GRANT);

        HttpAnswer answer = session.call(body("synthetic"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).hasSize(1_024);
        assertThat(answer.receipt().orElseThrow().kind()).isEqualTo(LeafKind.RELEASED);
        assertThat(answer.receipt().orElseThrow().delivery().bytes()).isEqualTo(1_024);
        assertThat(session.call(body("claim-by-subject")).code()).hasValue("MALFORMED");
    }

    @Test
    void without_enforcement_there_is_a_server_of_synthetic_bytes_and_nothing_else_dpl_71() throws Exception {
        int port = SupplierWorld.freePort();
        try (DataPlane plain =
                DataPlane.start(Vertx.vertx(), plainConfig(port), world.connector("F-H1"), InstantSource.system())) {
            HttpResponse<byte[]> answer = post(port, "/v1/calls");

            assertThat(plain.ready()).contains("WITHOUT ENFORCEMENT");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).hasSize(1_024);
            assertThat(answer.headers().map()).doesNotContainKey("kontor-receipt");
            assertThat(post(port, "/v1/sessions").statusCode()).isEqualTo(404);
        }
    }

    private static DataPlaneConfig plainConfig(int port) throws Exception {
        String inherited = world.settingsText(java.util.Map.of())
                .lines()
                .filter(line -> !line.startsWith("source.") && !line.startsWith("public.port"))
                .collect(Collectors.joining("\n"));
        return DataPlaneConfig.read(Files.writeString(
                folder.resolve("plain.properties"),
                inherited + "\nenforcement=off\npublic.port=" + port
                        + "\ncontrol.port=0\nsource.s.resource=R4\nsource.s.kind=synthetic\n"));
    }

    private static HttpResponse<byte[]> post(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }
}
