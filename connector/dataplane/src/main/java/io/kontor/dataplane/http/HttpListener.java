package io.kontor.dataplane.http;

import io.kontor.model.rejection.RejectionCode;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening socket with its routes, served by several event loops. */
public final class HttpListener {

    /** What the system holds of a stream that is not read on: it has left and cannot be cut any more (DPL-34). */
    private static final int SEND_BUFFER_BYTES = 1 << 20;

    private static final int MAX_HEADER_BYTES = 32 * 1024;
    private static final int MAX_LINE_BYTES = 4 * 1024;
    private static final int IDLE_SECONDS = 60;
    private static final int START_SECONDS = 20;
    private static final int GRACE_MS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    private final ListenerSettings settings;
    private final Routes routes;
    private final Map<String, AtomicInteger> connections = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private volatile int port;

    private HttpListener(ListenerSettings settings, Routes routes) {
        this.settings = settings;
        this.routes = routes;
    }

    /**
     * Starts to listen.
     *
     * @throws ListenerException in one line when it cannot
     */
    public static HttpListener start(Vertx vertx, ListenerSettings settings, Routes routes) {
        HttpListener listener = new HttpListener(settings, routes);
        int loops = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        try {
            listener.deploy(vertx, settings.port() == 0 ? freePort(settings.host()) : settings.port(), loops);
            return listener;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ListenerException(why(settings, cause), cause);
        } catch (TimeoutException | IOException e) {
            throw new ListenerException(why(settings, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ListenerException(why(settings, e), e);
        }
    }

    /**
     * Refuses a port that is taken, before anything is begun that would be hard to take back.
     *
     * @throws ListenerException in one line
     */
    public static void requireFree(ListenerSettings settings) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException e) {
            throw new ListenerException(why(settings, e), e);
        }
    }

    /** The event loops share one port, so it is chosen before they listen. */
    private static int freePort(String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    private static String why(ListenerSettings settings, Throwable cause) {
        String at = "Cannot open " + settings.name() + " at " + settings.host() + ":" + settings.port() + ": ";
        return cause instanceof BindException
                ? at + "the port is taken or the address is not of this machine; choose another port"
                : at + cause.getMessage();
    }

    private void deploy(Vertx vertx, int wanted, int instances)
            throws ExecutionException, InterruptedException, TimeoutException {
        DeploymentOptions options = new DeploymentOptions().setInstances(instances);
        vertx.deployVerticle(() -> (Deployable) context -> listen(context, wanted), options)
                .toCompletionStage()
                .toCompletableFuture()
                .get(START_SECONDS, TimeUnit.SECONDS);
    }

    private Future<HttpServer> listen(Context context, int wanted) {
        HttpServer server = context.owner().createHttpServer(options());
        BodyDeadlines deadlines = BodyDeadlines.on(context.owner());
        server.requestHandler(request -> handle(context, deadlines, request));
        server.invalidRequestHandler(request -> handleInvalid(context, deadlines, request));
        server.connectionHandler(this::handleConnection);
        return server.listen(wanted, settings.host()).onSuccess(started -> {
            port = started.actualPort();
            servers.add(started);
        });
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setIdleTimeout(IDLE_SECONDS)
                .setHandle100ContinueAutomatically(true)
                .setUseAlpn(false)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                // No path is a web socket: what looks for one in each request is left out.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setSendBufferSize(SEND_BUFFER_BYTES);
        settings.tls()
                .ifPresent(tls -> options.setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(tls.certificate().toString())
                                .setKeyPath(tls.privateKey().toString())));
        return options;
    }

    private void handleConnection(HttpConnection connection) {
        String peer = connection.remoteAddress().hostAddress();
        AtomicInteger count = connections.computeIfAbsent(peer, key -> new AtomicInteger());
        open.incrementAndGet();
        if (count.incrementAndGet() > settings.connectionsPerPeer()) {
            connection.close();
        }
        connection.closeHandler(closed -> {
            open.decrementAndGet();
            connections.computeIfPresent(peer, (key, value) -> value.decrementAndGet() <= 0 ? null : value);
        });
    }

    private void handle(Context context, BodyDeadlines deadlines, HttpServerRequest request) {
        Optional<Routes.Match> match = routes.match(request.method().name(), request.path());
        if (match.isPresent()) {
            Exchange exchange =
                    new Exchange(request, context, deadlines, match.get().variables());
            exchange.guarded(() -> match.get().handler().accept(exchange));
            return;
        }
        Exchange exchange = new Exchange(request, context, deadlines, Map.of());
        List<String> methods = routes.methods(request.path());
        if (methods.isEmpty()) {
            exchange.problem(Problem.of(404, RejectionCode.NOT_FOUND, "Cannot find this path"));
        } else {
            exchange.problem(Problem.of(
                            405,
                            RejectionCode.MALFORMED,
                            "Cannot use method " + request.method() + " here, use " + String.join(", ", methods))
                    .withHeader("Allow", String.join(", ", methods)));
        }
    }

    private static void handleInvalid(Context context, BodyDeadlines deadlines, HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = cause instanceof TooLongHttpLineException
                ? 414
                : cause instanceof TooLongHttpHeaderException ? 431 : 400;
        Problem problem = Problem.of(status, RejectionCode.MALFORMED, "Cannot read this HTTP request");
        new Exchange(request, context, deadlines, Map.of())
                .reply(status, Problem.MEDIA_TYPE, Buffer.buffer(problem.body()), Map.of("Connection", "close"))
                .onComplete(done -> request.connection().close());
    }

    /** Takes no new connection and waits for running requests, at most so long. */
    public void shutdown(Duration atMost) {
        List<Future<Void>> ended = servers.stream()
                .map(server -> server.shutdown(atMost.toMillis(), TimeUnit.MILLISECONDS))
                .toList();
        try {
            Future.join(ended)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(atMost.toMillis() + GRACE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} did not end in time", settings.name(), e);
        }
    }

    /** The port in use. */
    public int port() {
        return port;
    }

    /** Open connections. */
    public int openConnections() {
        return open.get();
    }

    /** Base URL for callers on this machine. */
    public String baseUrl() {
        return settings.baseUrl(port);
    }
}
