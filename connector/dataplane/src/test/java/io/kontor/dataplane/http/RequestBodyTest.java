package io.kontor.dataplane.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DPL-20: a body has a bound and a deadline. */
class RequestBodyTest {

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final BodyDeadlines deadlines = new BodyDeadlines();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<Exchange> begun = new CopyOnWriteArrayList<>();
    private int port;

    @BeforeEach
    void listen() {
        CompletableFuture<HttpServer> server = new CompletableFuture<>();
        loop.runOnContext(run -> vertx.createHttpServer()
                .requestHandler(request -> {
                    Exchange exchange = new Exchange(request, loop, deadlines, Map.of());
                    exchange.body(10, body -> {
                        bodies.add(new String(body, StandardCharsets.UTF_8));
                        exchange.response().end();
                    });
                    begun.add(exchange);
                })
                .listen(0, "127.0.0.1")
                .onSuccess(server::complete)
                .onFailure(server::completeExceptionally));
        port = server.join().actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_body_that_is_late_is_refused_with_408_and_its_connection_closed() throws IOException {
        try (Socket socket = connect(HEAD + "12345")) {
            ticks(BodyDeadlines.SECONDS);
            assertThat(begun.get(0).response().ended()).isFalse();
            ticks(1);
            assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("it did not arrive within 15 s");
        }
        assertThat(bodies).isEmpty();
    }

    @Test
    void a_body_that_arrives_in_pieces_within_its_time_is_read_once_and_expires_no_more() throws IOException {
        try (Socket socket = connect(HEAD + "12345")) {
            ticks(BodyDeadlines.SECONDS);
            send(socket, "67890");
            Awaitility.await().until(() -> !bodies.isEmpty());
            ticks(BodyDeadlines.SECONDS + 1);
            assertThat(bodies).containsExactly("1234567890");
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            assertThat(answer(socket)).contains("HTTP/1.1 200 ").doesNotContain(" 408 ");
        }
        assertThat(bodies).containsExactly("1234567890", "");
    }

    @Test
    void a_body_of_many_small_chunks_is_put_together_and_one_more_is_too_much() throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Socket socket = connect(head)) {
            for (char piece = '0'; piece <= '9'; piece++) {
                send(socket, "1\r\n" + piece + "\r\n");
            }
            send(socket, "0\r\n\r\n");
            Awaitility.await().until(() -> !bodies.isEmpty());
        }
        try (Socket socket = connect(head + "1\r\nx\r\n".repeat(11))) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 413 ");
        }
        assertThat(bodies).containsExactly("0123456789");
    }

    /** The HTTP server closes such a connection itself; what was asked under it is refused, and is no fault of ours. */
    @Test
    void a_body_whose_chunks_are_none_is_malformed_and_its_connection_closed() throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (String chunk : List.of("zz\r\n", "1\r\nxxx1\r\n")) {
            try (Socket socket = connect(head + chunk)) {
                assertThat(answer(socket)).doesNotContain(" 500 ");
                assertThat(begun.get(begun.size() - 1).response().getStatusCode())
                        .isEqualTo(400);
            }
        }
        assertThat(bodies).isEmpty();
    }

    @Test
    void a_body_that_began_later_is_waited_for_longer() throws IOException {
        try (Socket first = connect(HEAD)) {
            ticks(10);
            try (Socket second = connect(HEAD)) {
                ticks(6);
                assertThat(answer(first)).startsWith("HTTP/1.1 408 ");
                send(second, "1234567890");
                Awaitility.await().until(() -> !bodies.isEmpty());
            }
        }
        assertThat(bodies).containsExactly("1234567890");
    }

    /** A connection whose request the server has begun to read. */
    private Socket connect(String request) throws IOException {
        int before = begun.size();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        send(socket, request);
        Awaitility.await().until(() -> begun.size() > before);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void ticks(int count) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.runOnContext(run -> {
            for (int i = 0; i < count; i++) {
                deadlines.tick();
            }
            done.complete(null);
        });
        done.join();
    }
}
