package io.kontor.dataplane.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.dataplane.testing.ControlClient;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SES-10, DPL-30, DPL-31, DPL-32, DPL-33, DPL-34, DPL-35, DPL-36, DPL-38: what the control plane and the operator ask of the data plane. */
class SignalingTest {

    @TempDir
    static Path folder;

    private static SupplierWorld world;

    @BeforeAll
    static void start() {
        world = SupplierWorld.start(folder, 10);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @Test
    void a_started_flow_answers_where_the_data_is_and_its_log_and_the_same_again() {
        JsonObject first = start("p-1", "G-R1");

        assertThat(first.string("@type")).isEqualTo("DataFlowResponseMessage");
        assertThat(property(first, "https://w3id.org/edc/v0.0.1/ns/endpoint")).isEqualTo(world.address);
        assertThat(property(first, "https://kontor.io/ns/tds/logId")).isEqualTo(SupplierWorld.LOG);
        assertThat(start("p-1", "G-R1")).isEqualTo(first);
    }

    @Test
    void a_process_cannot_change_its_agreement_and_cannot_be_started_after_its_end() {
        start("p-2", "G-R3");

        assertThat(code(post("p-2", "G-R4"))).isEqualTo("409 ALREADY_EXISTS_DIFFERENT");
        assertThat(world.control.post("/signaling/p-2/terminate", "{}").statusCode())
                .isEqualTo(200);
        assertThat(code(post("p-2", "G-R3"))).isEqualTo("409 WRONG_STATE");
    }

    @Test
    void a_suspended_flow_is_resumed_by_a_second_start() throws Exception {
        start("p-3", "G-R4");
        assertThat(world.control.post("/signaling/p-3/suspend", "{}").statusCode())
                .isEqualTo(200);
        assertThat(flow("p-3")).isEqualTo("SUSPENDED");

        start("p-3", "G-R4");

        assertThat(flow("p-3")).isEqualTo("STARTED");
    }

    @Test
    void stopping_what_is_unknown_is_confirmed() {
        assertThat(world.control.post("/signaling/unknown/suspend", "{}").statusCode())
                .isEqualTo(200);
        assertThat(world.control.post("/signaling/unknown/terminate", "{}").statusCode())
                .isEqualTo(200);
        assertThat(world.control.get("/signaling/check").statusCode()).isEqualTo(200);
    }

    @Test
    void a_grant_that_differs_from_the_ledger_is_not_activated() {
        String hash = "00".repeat(32);
        String key = world.evidenceKey("G-R1");

        assertThat(code(world.control.post("/signaling/start", ControlClient.startMessage("p-4", "G-R1", hash, key))))
                .isEqualTo("409 TERMS_HASH");
        assertThat(code(world.control.post(
                        "/signaling/start",
                        ControlClient.startMessage("p-5", "G-R1", world.termsHash("G-R1"), world.evidenceKey("G-R3")))))
                .isEqualTo("400 MALFORMED");
        assertThat(code(world.control.post("/signaling/start", ControlClient.startMessage("p-6", "G-none", hash, key))))
                .startsWith("409 ");
        assertThat(world.control.get("/control/state").body())
                .doesNotContain("p-4")
                .doesNotContain("p-5");
    }

    @Test
    void a_message_of_another_form_is_refused_naming_what_is_wrong() {
        String good = ControlClient.startMessage("p-7", "G-R1", world.termsHash("G-R1"), world.evidenceKey("G-R1"));

        assertThat(code(world.control.post("/signaling/start", "no json"))).isEqualTo("400 MALFORMED");
        assertThat(code(world.control.post("/signaling/start", "{}"))).isEqualTo("400 MALFORMED");
        assertThat(code(world.control.post("/signaling/start", good.replace("termsHash", "other"))))
                .isEqualTo("400 MALFORMED");
        assertThat(code(world.control.post("/signaling/start", good.replace(world.evidenceKey("G-R1"), "c2hvcnQ="))))
                .isEqualTo("400 MALFORMED");
        assertThat(code(world.control.post("/control/grants/G-R1/terminate", "{}")))
                .isEqualTo("400 MALFORMED");
    }

    @Test
    void nothing_but_health_is_answered_without_the_key() {
        for (String path : List.of("/signaling/check", "/control/state")) {
            assertThat(world.control
                            .send(HttpRequest.newBuilder(URI.create(world.control.base() + path)))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(world.control
                            .send(HttpRequest.newBuilder(URI.create(world.control.base() + path))
                                    .header("X-Api-Key", "control-key-of-testz"))
                            .statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> health =
                world.control.send(HttpRequest.newBuilder(URI.create(world.control.base() + "/health")));
        assertThat(CanonicalJson.parse(health.body()).string("serving")).isEqualTo("SERVING");
    }

    @Test
    void flows_sessions_and_the_log_outlive_the_process() throws Exception {
        start("p-8", "G-R1");
        long before =
                CanonicalJson.parse(world.control.get("/control/state").body()).longValue("treeSize");

        world.restart();

        JsonObject state =
                CanonicalJson.parse(world.control.get("/control/state").body());
        assertThat(flow("p-8")).isEqualTo("STARTED");
        assertThat(state.longValue("treeSize")).isGreaterThan(before);
        assertThat(world.session("G-R1")
                        .call(world.processBody(world.claim.subject(), world.consent(world.claim.subject(), "R1"))
                                .build())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_anchor_is_made_at_once_and_the_state_says_so() {
        HttpResponse<String> anchor = world.control.post("/control/anchor", "");

        JsonObject head = CanonicalJson.parse(anchor.body()).object("head");
        JsonObject state =
                CanonicalJson.parse(world.control.get("/control/state").body());
        assertThat(head.string("logId")).isEqualTo(SupplierWorld.LOG);
        assertThat(state.longValue("anchoredSize")).isGreaterThanOrEqualTo(head.longValue("treeSize"));
        assertThat(state.object("ledgerTransactions").fields()).containsKey("receipt:anchor");
    }

    @Test
    void an_operator_is_told_why_no_segment_of_the_journal_is_retired() {
        HttpResponse<String> answer = world.control.post("/control/journal/retire", "");

        JsonObject retired = CanonicalJson.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(retired.string("logId")).isEqualTo(SupplierWorld.LOG);
        assertThat(retired.longValue("segments")).isZero();
        assertThat(retired.string("reason")).isIn("journal-retention-days is 0", "it is being written");
    }

    private static JsonObject start(String processId, String grantId) {
        return world.control.start(processId, grantId, world.termsHash(grantId), world.evidenceKey(grantId));
    }

    private static HttpResponse<String> post(String processId, String grantId) {
        return world.control.post(
                "/signaling/start",
                ControlClient.startMessage(processId, grantId, world.termsHash(grantId), world.evidenceKey(grantId)));
    }

    private static String flow(String processId) throws Exception {
        JsonObject flows = CanonicalJson.parse(Files.readString(world.folder.resolve("state/flows.json")));
        return flows.array("flows").objects(flow -> flow).stream()
                .filter(flow -> flow.string("processId").equals(processId))
                .map(flow -> flow.string("state"))
                .findFirst()
                .orElse("none");
    }

    private static String property(JsonObject answer, String name) {
        return answer.object("dataAddress").array("dspace:endpointProperties").objects(property -> property).stream()
                .filter(property -> property.string("dspace:name").equals(name))
                .map(property -> property.string("dspace:value"))
                .findFirst()
                .orElse("none");
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + CanonicalJson.parse(answer.body()).string("code");
    }
}
