package io.kontor.dataplane.consumer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests to other processes. Thread-safe. */
final class PeerClient {

    /** What the system takes of a stream that the application does not read on (DPL-34). */
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;

    private static final int CONNECT_MS = 5_000;
    private static final int IDLE_SECONDS = 60;
    private static final int POOL = 128;
    private static final int WAITING = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(PeerClient.class);

    private final HttpClient client;

    /**
     * Opens a client.
     *
     * @param vertx event loops
     * @param trustRoots PEM of the authorities of TLS peers
     */
    PeerClient(Vertx vertx, Optional<Path> trustRoots) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setIdleTimeout(IDLE_SECONDS)
                .setKeepAlive(true)
                .setDecompressionSupported(false)
                .setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        trustRoots.ifPresent(roots -> options.setTrustOptions(new PemTrustOptions().addCertPath(roots.toString())));
        this.client = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(POOL).setMaxWaitQueueSize(WAITING))
                // Whoever asked is told the same; a peer must not fill the log with it.
                .withConnectHandler(connection ->
                        connection.exceptionHandler(failure -> LOG.debug("A connection to a peer broke", failure)))
                .build();
    }

    /** Sends a request; the answer's body is left to the caller, paused. */
    Future<HttpClientResponse> send(HttpMethod method, String url, Map<String, String> headers, byte[] body) {
        RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(url);
        headers.forEach(options::putHeader);
        return client.request(options)
                .compose(request -> {
                    request.response().onSuccess(HttpClientResponse::pause);
                    return body.length == 0 ? request.send() : request.send(Buffer.buffer(body));
                })
                .recover(failure -> Future.failedFuture(
                        OtherSide.unreachable("Cannot reach " + url + ": " + failure.getMessage())));
    }
}
