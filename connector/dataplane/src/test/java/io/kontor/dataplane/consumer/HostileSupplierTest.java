package io.kontor.dataplane.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.dataplane.app.AppClient;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.testing.ConsumerWorld;
import io.kontor.dataplane.testing.SupplierWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CNJ-4, DPL-41, DPL-43: what a supplier sends in the place of a receipt is journalled and named, and passes for nothing else. */
class HostileSupplierTest {

    private static final String RECEIPT = "(?i)kontor-receipt: [^\r]*\r\n";

    @TempDir
    private Path folder;

    private SupplierWorld supplier;
    private ConsumerWorld consumer;
    private RawSupplier between;
    private AppClient.AppSession session;

    @BeforeEach
    void start() throws IOException {
        supplier = SupplierWorld.start(folder, 40_000);
        supplier.startFlow("G-R1");
        between = new RawSupplier(supplier);
        consumer = ConsumerWorld.start(supplier, folder.resolve("consumer"), between.address());
        session = consumer.app.open("G-R1", supplier.user(), supplier.application());
        assertThat(session.isOpen()).as(session.opening().toString()).isTrue();
    }

    @AfterEach
    void end() throws IOException {
        consumer.close();
        between.close();
        supplier.close();
    }

    /** A call whose answer comes with these lines in the place of the receipt's. */
    private HttpAnswer calledWith(String lines) {
        between.answer(
                "POST /v1/calls",
                answer -> new String(answer, StandardCharsets.ISO_8859_1)
                        .replaceFirst(RECEIPT, lines)
                        .getBytes(StandardCharsets.ISO_8859_1));
        HttpAnswer answer = session.call(supplier.applicationCall().build());
        between.answer("POST /v1/calls", UnaryOperator.identity());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private void assertHonestCallIsServed() {
        HttpAnswer honest = session.call(supplier.applicationCall().build());
        assertThat(honest.status()).as(honest.toString()).isEqualTo(200);
        assertThat(honest.header("Kontor-Checked")).contains("OK");
        assertThat(honest.header("Kontor-Outcome")).contains("RELEASED");
        assertThat(honest.bytes()).isNotEmpty();
    }

    @Test
    void a_receipt_that_is_no_base64_is_found_unreadable_and_the_next_call_goes_on() {
        HttpAnswer hostile = calledWith("Kontor-Receipt: *not* base64\r\n");
        assertThat(hostile.header("Kontor-Checked").orElseThrow()).startsWith("UNREADABLE");
        assertThat(consumer.app.differences().json().array("differences").objects(found -> found.string("kind")))
                .contains("UNREADABLE");
        assertHonestCallIsServed();
    }

    @Test
    void a_supplier_cannot_say_in_the_connectors_place_that_a_receipt_was_checked() {
        String said = "Kontor-Checked: OK\r\nKONTOR-CALL: x\r\nkontor-sequence: 0\r\n";
        HttpAnswer without = calledWith(said);
        assertThat(without.header("Kontor-Checked")).isEmpty();
        HttpAnswer unreadable = calledWith("kontor-receipt: AAAA\r\n" + said);
        HttpAnswer stream = calledWith("Kontor-Digest: x\r\nkontor-receipt: AAAA\r\n" + said);
        assertThat(unreadable.header("Kontor-Checked").orElseThrow()).startsWith("UNREADABLE");
        assertThat(stream.header("Kontor-Checked").orElseThrow()).startsWith("UNREADABLE");
        assertThat(stream.header("Kontor-Call").orElseThrow()).hasSize(32);
        assertThat(stream.header("Kontor-Sequence")).contains("3");
        assertHonestCallIsServed();
    }
}
