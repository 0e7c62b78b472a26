package io.kontor.dataplane.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.dataplane.app.AppClient;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.testing.ConsumerWorld;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.grant.Action;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.testkit.fixtures.DemoRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DPL-42 and DPL-43: an application resumes a download through its connector, which compares the whole with the receipt. */
class PassedDownloadsTest {

    @TempDir
    static Path folder;

    private static SupplierWorld supplier;
    private static ConsumerWorld consumer;

    @BeforeAll
    static void start() {
        supplier = SupplierWorld.start(folder, 20_000);
        supplier.deal.order("O-P");
        supplier.grant("G-P", "O-P", supplier.termsWithLimit("R4", Action.DOWNLOAD, 50));
        supplier.startFlow("G-P");
        consumer = ConsumerWorld.start(supplier, folder.resolve("consumer"));
    }

    @AfterAll
    static void end() {
        consumer.close();
        supplier.close();
    }

    private static JsonObjectBuilder download() {
        return JsonObject.builder()
                .put("action", "DOWNLOAD")
                .put("purpose", DemoRecords.SCENARIO)
                .put("object", "prices");
    }

    private static AppClient.AppSession open() {
        AppClient.AppSession session = consumer.app.open("G-P", supplier.user(), supplier.application());
        assertThat(session.isOpen()).as(session.opening().toString()).isTrue();
        return session;
    }

    private static void awaitOutcome(AppClient.AppSession session, String callId, String outcome) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonObject found = session.outcome(callId).json();
            assertThat(found.string("outcome")).isEqualTo(outcome);
            assertThat(found.string("checked")).isEqualTo("OK");
        });
    }

    @Test
    void a_download_in_ranges_is_one_call_whose_whole_is_compared_with_the_receipt() throws IOException {
        AppClient.AppSession session = open();
        HttpAnswer first = session.call(download().put("range", "bytes=0-9999").build());
        String callId = first.header("Kontor-Call").orElseThrow();
        assertThat(first.status()).isEqualTo(206);
        HttpAnswer rest = session.range(callId, "bytes=10000-");
        assertThat(rest.status()).isEqualTo(206);

        awaitOutcome(session, callId, "RELEASED");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(first.bytes());
        whole.write(rest.bytes());
        assertThat(rest.header("Kontor-Digest"))
                .contains(HexFormat.of().formatHex(CryptoSuites.intl().digest(whole.toByteArray())));
        assertThat(consumer.app.differences().json().array("differences").size())
                .isZero();
    }

    @Test
    void bytes_that_come_again_do_not_spoil_the_comparison() {
        AppClient.AppSession session = open();
        HttpAnswer first = session.call(download().put("range", "bytes=0-9999").build());
        String callId = first.header("Kontor-Call").orElseThrow();
        session.range(callId, "bytes=5000-19999");
        session.range(callId, "bytes=20000-");
        awaitOutcome(session, callId, "RELEASED");
    }

    @Test
    void the_end_of_a_download_that_nobody_resumes_reaches_the_journal_by_itself() throws IOException {
        AppClient.AppSession session = open();
        HttpResponse<InputStream> stream = session.stream(download().build());
        String callId = stream.headers().firstValue("Kontor-Call").orElseThrow();
        stream.body().readNBytes(1_000);
        stream.body().close();
        HttpAnswer part = session.call(download().put("range", "bytes=0-9").build());

        awaitOutcome(session, part.header("Kontor-Call").orElseThrow(), "ABORTED");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !session.outcome(callId).json().string("outcome").equals("RESERVED"));
        assertThat(consumer.app.differences().json().array("differences").size())
                .isZero();
    }

    @Test
    void a_download_that_is_given_up_is_answered_with_its_end() {
        AppClient.AppSession session = open();
        HttpAnswer part = session.call(download().put("range", "bytes=0-9").build());
        String callId = part.header("Kontor-Call").orElseThrow();
        assertThat(session.closeDownload(callId).status()).isEqualTo(204);
        assertThat(session.outcome(callId).json().string("outcome")).isEqualTo("ABORTED");
        assertThat(session.range(callId, "bytes=10-").status()).isEqualTo(404);
    }
}
