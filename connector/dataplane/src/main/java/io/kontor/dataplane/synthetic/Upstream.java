package io.kontor.dataplane.synthetic;

import io.kontor.dataplane.source.ProcessResult;
import io.kontor.dataplane.source.SourceFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An HTTP server on this machine that answers synthetic bytes. Thread-safe. */
public final class Upstream {

    private static final int CONNECTIONS = 256;
    private static final int WAITING = 4_096;

    private final Address address;
    private final int bytes;
    private final AtomicReference<@Nullable HttpClient> client = new AtomicReference<>();

    /**
     * Where it listens: always 127.0.0.1.
     *
     * @param port port
     */
    public record Address(int port) {

        private static final String HOST = "127.0.0.1";
    }

    Upstream(Address address, int bytes) {
        this.address = address;
        this.bytes = bytes;
    }

    /** Asks once; on an event loop only. */
    CompletionStage<ProcessResult> fetch() {
        return client().request(HttpMethod.GET, address.port(), Address.HOST, "/")
                .compose(request -> request.send().compose(this::read))
                .toCompletionStage();
    }

    private Future<ProcessResult> read(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture(new SourceFailure("The upstream answered " + response.statusCode()));
        }
        return response.body().compose(this::result);
    }

    private Future<ProcessResult> result(Buffer body) {
        return body.length() == bytes
                ? Future.succeededFuture(ProcessResult.ofBytes(body.getBytes(), 1, 1))
                : Future.failedFuture(new SourceFailure(
                        "The upstream answered " + body.length() + " bytes, " + bytes + " were expected"));
    }

    private HttpClient client() {
        HttpClient present = client.get();
        if (present != null) {
            return present;
        }
        Vertx vertx = Vertx.currentContext().owner();
        HttpClient made = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
        if (client.compareAndSet(null, made)) {
            return made;
        }
        made.close();
        return client();
    }

    void close() {
        HttpClient present = client.get();
        if (present != null) {
            present.close();
        }
    }
}
