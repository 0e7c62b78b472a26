package io.kontor.dataplane.http;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request and its answer, bound to the event loop on which it arrived. */
public final class Exchange {

    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private final HttpServerRequest request;
    private final Context context;
    private final Thread loop = Thread.currentThread();
    private final BodyDeadlines deadlines;
    private final Map<String, String> variables;

    Exchange(HttpServerRequest request, Context context, BodyDeadlines deadlines, Map<String, String> variables) {
        this.request = request;
        this.context = context;
        this.deadlines = deadlines;
        this.variables = variables;
    }

    /** The raw request. */
    public HttpServerRequest request() {
        return request;
    }

    /** The raw response. */
    public HttpServerResponse response() {
        return request.response();
    }

    /** The event loop of this exchange. */
    public Context context() {
        return context;
    }

    /** Address of the peer, without its port. */
    public String peer() {
        return request.remoteAddress().hostAddress();
    }

    /** A variable of the route's path. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Cannot read path variable " + name + ": the route has none");
        }
        return value;
    }

    /** A header, empty when it is not there; a header that is there twice is refused. */
    public Optional<String> header(CharSequence name) {
        return Optional.ofNullable(single(name));
    }

    /** A header that must be there. */
    public String requiredHeader(CharSequence name) {
        String value = single(name);
        if (value == null) {
            throw new ProblemException(Problem.malformed("Cannot read header " + name + ": it is missing"));
        }
        return value;
    }

    private @Nullable String single(CharSequence name) {
        List<String> values = request.headers().getAll(name);
        if (values.size() > 1) {
            throw new ProblemException(Problem.malformed(
                    "Cannot read header " + name + ": it is there " + values.size() + " times, must be there once"));
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** A header that must be a decimal number without sign, from {@code least} on. */
    public long requiredNumber(CharSequence name, long least) {
        String text = requiredHeader(name);
        return isNumber(text, least) ? Long.parseLong(text) : number("header " + name, text, least);
    }

    /** A query parameter that must be there, a decimal number without sign, from {@code least} on. */
    public long requiredQueryNumber(String name, long least) {
        return number(
                "query parameter " + name,
                query(name)
                        .orElseThrow(() -> new ProblemException(
                                Problem.malformed("Cannot read query parameter " + name + ": it is missing"))),
                least);
    }

    /** A query parameter, empty when it is not there. */
    public Optional<String> query(String name) {
        List<String> values = parameters().getAll(name);
        if (values.size() > 1) {
            throw new ProblemException(Problem.malformed(
                    "Cannot read query parameter " + name + ": it is there " + values.size() + " times"));
        }
        return values.stream().findFirst();
    }

    private MultiMap parameters() {
        try {
            return request.params();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Problem.malformed("Cannot read query: an escape in it is not % and two hex digits of UTF-8"));
        }
    }

    /** Reads a number without sign or leading zeros. */
    public static long number(String what, String text, long least) {
        if (!isNumber(text, least)) {
            throw new ProblemException(
                    Problem.malformed("Cannot read " + what + ": it must be a number from " + least + " on"));
        }
        return Long.parseLong(text);
    }

    private static boolean isNumber(String text, long least) {
        boolean number = !text.isEmpty() && text.length() <= 18 && (text.length() == 1 || text.charAt(0) != '0');
        for (int i = 0; number && i < text.length(); i++) {
            number = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return number && Long.parseLong(text) >= least;
    }

    /** Reads the body; a longer one is refused with 413, a late one with 408, and the connection is closed. */
    public void body(int maxBytes, Consumer<byte[]> next) {
        RequestBody.read(this, maxBytes, deadlines, next);
    }

    /** Reads the body as one JSON object. */
    public void json(int maxBytes, Consumer<JsonObject> next) {
        body(maxBytes, bytes -> next.accept(CanonicalJson.parse(bytes)));
    }

    /** Answers a failure as a problem, unless an answer has begun, and closes the connection. */
    void failAndClose(Throwable cause) {
        if (!response().closed() && !response().headWritten()) {
            response().putHeader("Connection", "close");
            problem(Failures.problemOf(cause))
                    .onComplete(done -> request.connection().close());
        }
    }

    /** Goes on with the outcome of a stage on this exchange's event loop; a failure is answered as a problem. */
    public <T> void when(CompletionStage<T> stage, Consumer<T> next) {
        if (stage instanceof CompletableFuture<T> future
                && future.isDone()
                && !future.isCompletedExceptionally()
                && loop == Thread.currentThread()) {
            guarded(() -> next.accept(future.join()));
            return;
        }
        stage.whenComplete((value, failure) -> Hops.to(context, () -> {
            if (failure == null) {
                guarded(() -> next.accept(value));
            } else {
                fail(failure);
            }
        }));
    }

    /** Runs a step; what it throws is answered as a problem. */
    public void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Answers a failure as a problem, unless the answer has begun: then the connection is cut. */
    public void fail(Throwable failure) {
        if (response().headWritten() && !response().ended()) {
            request.connection().close();
        } else if (!response().ended()) {
            problem(Failures.problemOf(failure));
        }
    }

    /** Answers a problem document. */
    public Future<Void> problem(Problem problem) {
        return reply(problem.status(), Problem.MEDIA_TYPE, Buffer.buffer(problem.body()), problem.headers());
    }

    /** Answers a JSON object. */
    public Future<Void> json(int status, JsonObject body) {
        return reply(status, "application/json", Buffer.buffer(CanonicalJson.write(body)), Map.of());
    }

    /** Answers bytes under headers that the caller has set already. */
    public Future<Void> reply(String contentType, Buffer body) {
        return reply(200, contentType, body, Map.of());
    }

    /** Answers bytes. */
    public Future<Void> reply(int status, String contentType, Buffer body, Map<String, String> headers) {
        HttpServerResponse response = response();
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        headers.forEach(response::putHeader);
        return response.end(body);
    }
}
