package io.kontor.dataplane.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.dataplane.app.AppClient;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.testing.ConsumerWorld;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.json.JsonObject;
import io.kontor.testkit.fuzz.Mutator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DPL-41, FUZ-1: whatever bytes a supplier answers a call with, the application gets an answer, and none that says a fault of ours. */
class SupplierAnswerFuzzTest {

    private static final int ANSWERS = 2_000;
    private static final int OPENINGS = 1_000;
    private static final int SEED = 20_261_122;
    private static final List<String> STATUSES =
            List.of("000", "099", "100", "199", "204", "205", "304", "418", "500", "599", "600", "999");
    private static final List<String> HEADERS = List.of(
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked",
            "Content-Type: \u0001\u00ff",
            "Content-Type: " + "x".repeat(40_000),
            "Kontor-Left: \u007f\u0080",
            "Kontor-\u00e9: 1",
            "Kontor-Digest: x",
            "Kontor-Digest: x\r\nContent-Range: bytes -",
            "Retry-After: \t\u000b",
            "Kontor-Outcome: RESERVED",
            "Location: /elsewhere");

    private static final String CALLS = "POST /v1/calls";
    private static final String OPENING = "POST /v1/sessions";
    private static final int CUT = 0;
    /** Characters of a session. */
    private static final int SESSION = 32;

    @TempDir
    private Path folder;

    private SupplierWorld supplier;
    private RawSupplier between;
    private ConsumerWorld consumer;
    private AppClient.AppSession session;
    private final Map<Integer, Integer> seen = new TreeMap<>();

    @BeforeEach
    void start() throws IOException {
        supplier = SupplierWorld.start(
                folder, 40_000, Map.of("requests-per-second-per-peer", "1000000", "connections-per-peer", "64"));
        supplier.startFlow("G-R1");
        between = new RawSupplier(supplier);
        consumer = ConsumerWorld.start(supplier, folder.resolve("consumer"), between.address());
        session = opened();
    }

    private AppClient.AppSession opened() {
        return consumer.app.open("G-R1", supplier.user(), supplier.application());
    }

    @AfterEach
    void end() throws IOException {
        consumer.close();
        between.close();
        supplier.close();
    }

    @Test
    void whatever_a_supplier_answers_the_application_is_told_what_came_of_it() {
        List<byte[]> samples = samples(CALLS, this::assertServed);
        Mutator mutator = new Mutator(samples, SEED);
        samples.forEach(sharp -> assertTold(CALLS, sharp, () -> session.call(call())));
        for (int i = 0; i < ANSWERS; i++) {
            assertTold(CALLS, mutator.next(), () -> session.call(call()));
        }
        System.out.println("Answers of a hostile supplier to calls, by status: " + seen);
        between.answer(CALLS, UnaryOperator.identity());
        // Calls whose receipts did not arrive used up the numbers of the session (SES-3).
        session = opened();
        assertServed();
    }

    @Test
    void whatever_a_supplier_answers_an_opening_the_application_is_told_what_came_of_it() {
        List<byte[]> samples =
                samples(OPENING, () -> assertThat(opened().isOpen()).isTrue());
        Mutator mutator = new Mutator(samples, SEED);
        samples.forEach(sharp -> assertTold(OPENING, sharp, this::opening));
        for (int i = 0; i < OPENINGS; i++) {
            assertTold(OPENING, mutator.next(), this::opening);
        }
        System.out.println("Answers of a hostile supplier to openings, by status: " + seen);
        between.answer(OPENING, UnaryOperator.identity());
        session = opened();
        assertServed();
    }

    private JsonObject call() {
        return supplier.applicationCall().build();
    }

    /** What is no refusal is a session. */
    private HttpAnswer opening() {
        AppClient.AppSession answered = opened();
        assertThat(answered.isOpen() ? answered.session().length() : SESSION).isEqualTo(SESSION);
        return answered.opening();
    }

    /** A valid answer, and what is made of it. */
    private List<byte[]> samples(String target, Runnable asked) {
        List<byte[]> samples = new ArrayList<>();
        between.answer(target, answer -> {
            samples.add(answer);
            return answer;
        });
        asked.run();
        samples.addAll(sharpened(samples.get(0)));
        return List.copyOf(samples);
    }

    /** A valid answer with another status, a further header, or broken off. */
    private static List<byte[]> sharpened(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        List<String> all = new ArrayList<>();
        STATUSES.forEach(status -> all.add(text.replaceFirst("20[01]", status)));
        HEADERS.forEach(header -> all.add(text.replaceFirst("\r\n", "\r\n" + header + "\r\n")));
        all.add(text.substring(0, text.length() - 10));
        all.add(text.replaceFirst("Content-Length: [0-9]+\r\n", "Kontor-Digest: x\r\nTransfer-Encoding: chunked\r\n")
                .replaceFirst("\r\n\r\n.*", "\r\n\r\n3\r\nabc\r\n0\r\n\r\n"));
        all.add(text.substring(0, text.indexOf("\r\n\r\n") + 4));
        all.add(text.substring(0, 40));
        all.add("");
        return all.stream()
                .map(each -> each.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    private void assertServed() {
        HttpAnswer answer = session.call(call());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Kontor-Checked")).contains("OK");
    }

    private void assertTold(String target, byte[] hostile, Supplier<HttpAnswer> asked) {
        between.answer(target, answer -> hostile);
        String sent = new String(hostile, StandardCharsets.ISO_8859_1);
        HttpAnswer answer;
        try {
            answer = asked.get();
        } catch (UncheckedIOException e) {
            // A download that broke off is cut for the application too.
            assertThat(sent).as(e.getMessage()).containsIgnoringCase("Kontor-Digest");
            seen.merge(CUT, 1, Integer::sum);
            return;
        }
        String shown = answer + " to " + sent;
        assertThat(answer.status()).as(shown).isBetween(200, 502).isNotIn(500, 501);
        if (answer.status() == 502) {
            assertThat(answer.code()).as(shown).contains("UNREACHABLE");
        }
        seen.merge(answer.status(), 1, Integer::sum);
    }
}
