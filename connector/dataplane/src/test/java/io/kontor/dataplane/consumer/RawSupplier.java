package io.kontor.dataplane.consumer;

import io.kontor.dataplane.testing.SupplierWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Stands between a buyer and its supplier, passes requests on, and answers those of one kind with whatever bytes it is told. One request a
 * connection. Thread-safe.
 */
final class RawSupplier implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "upgrade", "transfer-encoding");

    private final HttpClient http = HttpClient.newHttpClient();
    private final SupplierWorld supplier;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool(RawSupplier::daemon);

    private volatile Change change = new Change("", UnaryOperator.identity());

    private record Change(String target, UnaryOperator<byte[]> of) {}

    RawSupplier(SupplierWorld supplier) throws IOException {
        this.supplier = supplier;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-supplier");
        thread.setDaemon(true);
        return thread;
    }

    String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /**
     * From now on the bytes of some answers, head and body, are these.
     *
     * @param target method and path of the requests whose answers are changed, such as {@code POST /v1/calls}
     */
    void answer(String target, UnaryOperator<byte[]> changed) {
        change = new Change(target, changed);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            String head = head(connection.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            byte[] body = connection.getInputStream().readNBytes(length(head));
            byte[] answer = passedOn(head, body);
            Change now = change;
            boolean changed = head.startsWith(now.target() + " ");
            connection.getOutputStream().write(changed ? now.of().apply(answer) : answer);
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int next;
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0 && (next = in.read()) >= 0) {
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> Integer.valueOf(
                        line.substring("content-length:".length()).strip()))
                .findFirst()
                .orElse(0);
    }

    /** The real supplier's answer as bytes. */
    private byte[] passedOn(String head, byte[] body) {
        String[] lines = head.strip().split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(supplier.address + first[1]))
                .method(first[0], HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 1; i < lines.length; i++) {
            String name = lines[i].substring(0, lines[i].indexOf(':'));
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(
                        name, lines[i].substring(lines[i].indexOf(':') + 1).strip());
            }
        }
        HttpResponse<byte[]> answer = send(request.build());
        StringBuilder out = new StringBuilder("HTTP/1.1 " + answer.statusCode() + " -\r\nConnection: close\r\n");
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                values.forEach(
                        value -> out.append(name).append(": ").append(value).append("\r\n"));
            }
        });
        out.append("Content-Length: ").append(answer.body().length).append("\r\n\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(out.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(answer.body());
        return bytes.toByteArray();
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

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
