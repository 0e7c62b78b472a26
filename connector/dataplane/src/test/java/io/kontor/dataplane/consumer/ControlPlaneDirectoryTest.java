package io.kontor.dataplane.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.HttpListener;
import io.kontor.dataplane.http.ListenerSettings;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.dataplane.http.Routes;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.rejection.RejectionCode;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CON-7 as the consumer's data plane uses it (DPL-40), against a control plane that answers what the test wants. */
class ControlPlaneDirectoryTest {

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger requested = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int startedAfter = 2;
    private volatile String state = "STARTED";
    private volatile boolean refuses;
    private HttpListener controlPlane;

    @BeforeEach
    void start() {
        controlPlane = HttpListener.start(
                vertx,
                new ListenerSettings("control plane", "127.0.0.1", 0, Optional.empty(), 100, 100),
                new Routes()
                        .on("POST", "/management/kontor/v1/transfers", this::request)
                        .on("GET", "/management/kontor/v1/transfers/{id}", this::show));
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void request(Exchange exchange) {
        exchange.json(1_000, body -> {
            if (refuses || !exchange.requiredHeader("X-Api-Key").equals("management-key")) {
                throw new ProblemException(Problem.of(
                        409, RejectionCode.SUSPENDED, "the grant is not ACTIVE: " + body.string("agreementId")));
            }
            requested.incrementAndGet();
            exchange.json(
                    200,
                    JsonObject.builder()
                            .put("transferId", "t-" + requested.get())
                            .put("state", "REQUESTED")
                            .build());
        });
    }

    private void show(Exchange exchange) {
        boolean started = asked.incrementAndGet() > startedAfter;
        JsonObjectBuilder json = JsonObject.builder()
                .put("transferId", exchange.variable("id"))
                .put("state", started ? state : "REQUESTED");
        if (started && state.equals("STARTED")) {
            json.put(
                    "endpoint",
                    JsonObject.builder()
                            .put("endpoint", "http://127.0.0.1:9")
                            .put("logId", "L-1")
                            .build());
        }
        exchange.json(200, json.build());
    }

    @Test
    void a_transfer_is_requested_once_and_waited_for_and_remembered_over_a_restart() {
        SupplierAddress expected = new SupplierAddress("http://127.0.0.1:9", "L-1");

        assertThat(ask(directory(Duration.ofSeconds(20)))).isEqualTo(expected);
        assertThat(asked.get()).isGreaterThan(2);
        assertThat(ask(directory(Duration.ofSeconds(20)))).isEqualTo(expected);

        assertThat(requested).hasValue(1);
    }

    @Test
    void an_ended_transfer_is_replaced_by_a_new_one() {
        startedAfter = 0;
        ask(directory(Duration.ofSeconds(20)));
        state = "TERMINATED";
        SupplierDirectory directory = directory(Duration.ofSeconds(20));

        assertThatThrownBy(() -> ask(directory))
                .hasCauseInstanceOf(ProblemException.class)
                .hasMessageContaining("the transfer is TERMINATED");

        assertThat(requested).hasValue(2);
    }

    @Test
    void a_transfer_that_does_not_start_in_time_may_be_asked_for_again() {
        startedAfter = Integer.MAX_VALUE;
        SupplierDirectory directory = directory(Duration.ofMillis(400));

        assertThatThrownBy(() -> ask(directory)).hasMessageContaining("BUSY").hasMessageContaining("is REQUESTED");
    }

    @Test
    void the_reason_of_a_refusal_is_passed_on_and_a_control_plane_that_is_away_is_named() {
        refuses = true;
        SupplierDirectory directory = directory(Duration.ofSeconds(5));
        assertThatThrownBy(() -> ask(directory)).hasMessageContaining("the grant is not ACTIVE: G-1");

        vertx.close().toCompletionStage().toCompletableFuture().join();
        Vertx other = Vertx.vertx();
        SupplierDirectory away = new ControlPlaneDirectory(
                other,
                new PeerClient(other, Optional.empty()),
                access(Duration.ofSeconds(5)),
                folder.resolve("other.json"));
        assertThatThrownBy(() -> ask(away)).hasMessageContaining("UNREACHABLE");
        other.close().toCompletionStage().toCompletableFuture().join();
    }

    private SupplierDirectory directory(Duration patience) {
        return new ControlPlaneDirectory(
                vertx, new PeerClient(vertx, Optional.empty()), access(patience), folder.resolve("transfers.json"));
    }

    private ControlPlaneDirectory.Access access(Duration patience) {
        return new ControlPlaneDirectory.Access(controlPlane.baseUrl() + "/management", "management-key", patience);
    }

    private static SupplierAddress ask(SupplierDirectory directory) throws CompletionException {
        return directory.addressOf("G-1").toCompletableFuture().join();
    }
}
