package io.kontor.dataplane.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.client.grant.GrantLedger;
import io.kontor.dataplane.app.AppClient;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.testing.ConsumerWorld;
import io.kontor.dataplane.testing.JsonObjects;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.grant.Action;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.testkit.fixtures.DemoDeal;
import io.kontor.testkit.fixtures.NamedCredential;
import io.kontor.usage.consumer.PartyKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DPL-40, DPL-41, DPL-42, DPL-43, DPL-44, DPL-45, DPL-46, DPL-47, DPL-48, DPL-49: the application API with the real supplier behind it. */
class ApplicationApiTest {

    @TempDir
    static Path folder;

    private static SupplierWorld supplier;
    private static ConsumerWorld consumer;

    @BeforeAll
    static void start() {
        supplier = SupplierWorld.start(folder, 40_000);
        supplier.startFlow("G-R1");
        supplier.startFlow("G-R3");
        consumer = ConsumerWorld.start(supplier, folder.resolve("consumer"));
    }

    @AfterAll
    static void end() {
        consumer.close();
        supplier.close();
    }

    @Test
    void a_call_is_answered_with_its_checked_receipt_and_counted() {
        long before = calls("G-R1");
        AppClient.AppSession session = open("G-R1");

        HttpAnswer answer = session.call(process());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().object("record").string("费用总额")).isEqualTo("486.30");
        assertThat(answer.header("Kontor-Checked")).contains("OK");
        assertThat(answer.header("Kontor-Sequence")).contains("1");
        String callId = answer.header("Kontor-Call").orElseThrow();
        assertThat(answer.receipt().orElseThrow().callId()).isEqualTo(callId);
        assertThat(calls("G-R1")).isEqualTo(before + 1);
        JsonObject outcome = session.outcome(callId).json();
        assertThat(outcome.string("outcome")).isEqualTo("RELEASED");
        assertThat(outcome.string("checked")).isEqualTo("OK");
    }

    @Test
    void the_same_call_id_again_is_the_same_call() {
        AppClient.AppSession session = open("G-R1");
        JsonObjectBuilder call = processBuilder().put("callId", "ab".repeat(16));
        HttpAnswer first = session.call(call.build());
        long counted = calls("G-R1");

        HttpAnswer again = session.call(call.build());

        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(again.header("Kontor-Replay")).contains("1");
        assertThat(again.header("Kontor-Checked")).contains("OK");
        assertThat(calls("G-R1")).isEqualTo(counted);
    }

    @Test
    void a_refusal_reaches_the_application_with_its_code_and_is_not_counted() {
        AppClient.AppSession session = open("G-R1");
        long before = calls("G-R1");

        HttpAnswer answer = session.call(purpose("marketing"));

        assertThat(answer.code()).contains("PURPOSE");
        assertThat(answer.receipt().orElseThrow().kind()).isEqualTo(LeafKind.DENIED);
        assertThat(answer.header("Kontor-Checked")).contains("OK");
        assertThat(calls("G-R1")).isEqualTo(before);
    }

    @Test
    void a_user_who_is_not_named_opens_no_session() {
        NamedCredential other = NamedCredential.create("claims02");

        AppClient.AppSession session = consumer.app.open(
                "G-R1", new PartyKey(other.name(), other.salt(), other.key()), supplier.application());

        assertThat(session.isOpen()).isFalse();
        assertThat(session.opening().status()).isEqualTo(403);
        assertThat(session.opening().code()).contains("USER");
        assertThat(session.opening().leaf()).isPresent();
    }

    @Test
    void pages_of_a_viewing_are_passed_on_and_its_end_is_counted_once() {
        AppClient.AppSession session = open("G-R3");
        HttpAnswer first = session.call(JsonObjects.without(supplier.viewBody(), "grantId"));
        String callId = first.header("Kontor-Call").orElseThrow();

        HttpAnswer second = session.page(callId, 2);

        assertThat(first.header("Kontor-Pages")).contains("2");
        assertThat(first.bytes()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(first.header("Kontor-Outcome")).contains("RESERVED");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("Kontor-Outcome")).contains("RELEASED");
        assertThat(second.header("Kontor-Checked")).contains("OK");
        assertThat(session.page(callId, 1).status()).isEqualTo(404);
        assertThat(calls("G-R3")).isEqualTo(1);
    }

    @Test
    void a_download_is_passed_through_with_its_end_receipt_and_ends_with_the_grant() throws IOException {
        supplier.deal.order("O-2");
        supplier.grant("G-D1", "O-2", supplier.termsWithLimit("R4", Action.DOWNLOAD, 3));
        supplier.startFlow("G-D1");
        AppClient.AppSession session = open("G-D1");

        HttpAnswer whole = session.call(download());

        assertThat(whole.status()).as(whole.toString()).isEqualTo(200);
        String text = new String(whole.bytes(), StandardCharsets.UTF_8);
        String callId = whole.header("Kontor-Call").orElseThrow();
        assertThat(text).startsWith("# watermark user=claims01 key=").contains(" call=" + callId + "\n");
        assertThat(text.lines().count()).isEqualTo(40_002);
        JsonObject outcome = session.outcome(callId).json();
        assertThat(outcome.string("outcome")).isEqualTo("RELEASED");
        assertThat(outcome.string("checked")).isEqualTo("OK");
        assertThat(calls("G-D1")).isEqualTo(1);

        HttpResponse<InputStream> cut = session.stream(download());
        String cutId = cut.headers().firstValue("Kontor-Call").orElseThrow();
        try (InputStream body = cut.body()) {
            body.readNBytes(1_000);
            assertThat(supplier.control
                            .post("/control/grants/G-D1/terminate", "{\"reason\":\"R4 is withdrawn\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(drain(body)).isLessThan(whole.bytes().length - 1_000L);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(session.outcome(cutId).json().string("outcome"))
                        .isEqualTo("ABORTED"));
        assertThat(session.call(download()).code()).contains("TERMINATED");
        assertDeleted();
    }

    private static long drain(InputStream body) {
        long read = 0;
        try {
            byte[] buffer = new byte[8_192];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                read += n;
            }
        } catch (IOException e) {
            return read;
        }
        return read;
    }

    private static void assertDeleted() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> new GrantLedger(supplier.deal.officer("F-OPS"))
                        .grant("G-D1")
                        .status()
                        .ended());
        HttpAnswer deleted = consumer.app.delete("G-D1");
        assertThat(deleted.status()).as(deleted.toString()).isEqualTo(200);
        assertThat(deleted.json().string("statement")).contains("kontor-deletion-v1");
        assertThat(new GrantLedger(supplier.deal.officer("F-OPS"))
                        .deletionTask("G-D1")
                        .statementDigest()
                        .orElseThrow()
                        .hex())
                .isEqualTo(deleted.json().string("statementDigest"));
        assertThat(consumer.app.delete("G-D1").json().string("statement"))
                .isEqualTo(deleted.json().string("statement"));
        assertThat(consumer.app.delete("G-R1").status()).isEqualTo(409);
    }

    @Test
    void receipts_are_listed_and_no_difference_is_on_record() {
        AppClient.AppSession session = open("G-R1");
        HttpAnswer answer = session.call(process());

        JsonObject page = consumer.app.receipts("G-R1", 0).json();

        List<CallReceipt> receipts = page.array("receipts").strings().stream()
                .map(leaf -> LeafCodec.decodeReceipt(Base64.getDecoder().decode(leaf)))
                .toList();
        assertThat(receipts).contains(answer.receipt().orElseThrow());
        assertThat(page.longValue("next")).isEqualTo(receipts.size());
        assertThat(consumer.app.differences().json().array("differences").size())
                .isZero();
    }

    @Test
    void the_own_head_is_sent_before_the_next_call_once_it_is_due() {
        AppClient.AppSession session = open("G-R1");
        session.call(process());
        consumer.ahead.set(6_000);
        long before = treeSize();

        HttpAnswer answer = session.call(process());

        consumer.ahead.set(0);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(treeSize() - before).as("a CONSUMER_HEAD and a receipt").isEqualTo(2);
    }

    @Test
    void a_head_that_the_supplier_finds_due_is_sent_and_the_call_made_once_more() {
        consumer.stoppedAt.set(InstantSource.system().millis());
        AppClient.AppSession session = open("G-R1");

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            long before = treeSize();
            HttpAnswer answer = session.call(purpose("marketing"));
            assertThat(answer.code()).as(answer.toString()).contains("PURPOSE");
            return treeSize() - before == 2;
        });
        consumer.stoppedAt.set(0);
    }

    private static long treeSize() {
        return CanonicalJson.parse(supplier.control.get("/control/state").body())
                .longValue("treeSize");
    }

    @Test
    void what_concerns_the_member_needs_the_key_and_calls_need_a_token() throws Exception {
        for (String path :
                List.of("/app/v1/counts?grantId=G-R1", "/app/v1/differences", "/app/v1/receipts?grantId=G-R1")) {
            assertThat(status(HttpRequest.newBuilder(URI.create(consumer.address + path))))
                    .isEqualTo(401);
        }
        assertThat(status(HttpRequest.newBuilder(URI.create(consumer.address + "/app/v1/calls"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))))
                .isEqualTo(401);
        assertThat(status(HttpRequest.newBuilder(URI.create(consumer.address + "/app/v1/sessions"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))))
                .isEqualTo(400);
    }

    @Test
    void own_counts_cannot_be_posted_before_the_period_is_closed() {
        HttpAnswer answer = consumer.app.postCounts(DemoDeal.ORDER, 1);

        assertThat(answer.status()).as(answer.toString()).isIn(200, 409);
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static AppClient.AppSession open(String grantId) {
        AppClient.AppSession session = consumer.app.open(grantId, supplier.user(), supplier.application());
        assertThat(session.isOpen()).as(session.opening().toString()).isTrue();
        return session;
    }

    private static long calls(String grantId) {
        return consumer.app.counts(grantId).json().array("counts").objects(count -> count.longValue("calls")).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static JsonObject process() {
        return processBuilder().build();
    }

    private static JsonObjectBuilder processBuilder() {
        return supplier.applicationCall();
    }

    private static JsonObject purpose(String purpose) {
        return JsonObject.builder()
                .put("action", "PROCESS")
                .put("purpose", purpose)
                .put("subject", supplier.claim.subject())
                .put("algorithm", "claim-by-subject")
                .put("consent", supplier.consent(supplier.claim.subject(), "R1"))
                .build();
    }

    private static JsonObject download() {
        return JsonObject.builder()
                .put("action", "DOWNLOAD")
                .put("purpose", "SC-F-0001")
                .put("object", "prices")
                .build();
    }
}
