package io.kontor.dataplane.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kontor.dataplane.app.AppClient;
import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.dataplane.testing.ConsumerWorld;
import io.kontor.dataplane.testing.SupplierWorld;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CNJ-4, DPL-43: what a supplier sends in the place of a receipt is journalled and named, and fails nothing else. */
class HostileSupplierTest {

    private static final Set<String> OF_THE_CONNECTION = Set.of("connection", "content-length", "host", "upgrade");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private SupplierWorld supplier;
    private ConsumerWorld consumer;
    private HttpServer between;
    private volatile Optional<String> receipt = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        supplier = SupplierWorld.start(folder, 40_000);
        supplier.startFlow("G-R1");
        between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.createContext("/", this::pass);
        between.start();
        consumer = ConsumerWorld.start(
                supplier,
                folder.resolve("consumer"),
                "http://127.0.0.1:" + between.getAddress().getPort());
    }

    @AfterEach
    void end() {
        consumer.close();
        between.stop(0);
        supplier.close();
    }

    /** Passes a request on and its answer back, with another receipt when the supplier is hostile. */
    private void pass(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(supplier.address + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = send(request.build());
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        if (answer.headers().firstValue("Kontor-Receipt").isPresent()) {
            receipt.ifPresent(other -> exchange.getResponseHeaders().put("Kontor-Receipt", List.of(other)));
        }
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_receipt_that_is_no_base64_is_found_unreadable_and_the_next_call_goes_on() {
        AppClient.AppSession session = consumer.app.open("G-R1", supplier.user(), supplier.application());
        assertThat(session.isOpen()).as(session.opening().toString()).isTrue();
        assertThat(session.call(process()).header("Kontor-Checked")).contains("OK");

        receipt = Optional.of("*not* base64");
        HttpAnswer hostile = session.call(process());
        assertThat(hostile.status()).as(hostile.toString()).isEqualTo(200);
        assertThat(hostile.header("Kontor-Checked").orElseThrow()).startsWith("UNREADABLE");
        assertThat(consumer.app.differences().json().array("differences").objects(found -> found.string("kind")))
                .contains("UNREADABLE");

        receipt = Optional.empty();
        HttpAnswer honest = session.call(process());
        assertThat(honest.status()).as(honest.toString()).isEqualTo(200);
        assertThat(honest.bytes()).isNotEmpty();
    }

    private JsonObject process() {
        return JsonObject.builder()
                .put("action", "PROCESS")
                .put("purpose", "SC-F-0001")
                .put("subject", supplier.claim.subject())
                .put("algorithm", "claim-by-subject")
                .put("consent", supplier.consent(supplier.claim.subject(), "R1"))
                .build();
    }
}
