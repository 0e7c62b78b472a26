package io.kontor.dataplane.http;

import io.kontor.model.rejection.RejectionCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A body that arrives, up to its bound and its deadline: then it goes to who asked for it, once, or the request fails and its connection is
 * closed. Its event loop only.
 */
final class RequestBody {

    private static final byte[] EMPTY = {};

    private final Exchange exchange;
    private final int maxBytes;
    private final BodyDeadlines deadlines;
    private final Consumer<byte[]> next;
    private @Nullable Buffer received;
    private boolean over;

    private RequestBody(Exchange exchange, int maxBytes, BodyDeadlines deadlines, Consumer<byte[]> next) {
        this.exchange = exchange;
        this.maxBytes = maxBytes;
        this.deadlines = deadlines;
        this.next = next;
    }

    /** Reads the body of an exchange whose request has only just arrived. */
    static void read(Exchange exchange, int maxBytes, BodyDeadlines deadlines, Consumer<byte[]> next) {
        RequestBody body = new RequestBody(exchange, maxBytes, deadlines, next);
        HttpServerRequest request = exchange.request();
        request.exceptionHandler(body::broken);
        request.handler(body::take);
        request.endHandler(end -> body.finish());
        deadlines.add(body);
        if (declaredLength(request) > maxBytes) {
            body.fail(tooLarge(maxBytes));
        }
    }

    /** What the request says, -1 when it does not or cannot be read. */
    private static long declaredLength(HttpServerRequest request) {
        String text = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (text == null) {
            return -1;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void take(Buffer chunk) {
        if (over) {
            return;
        }
        Buffer before = received;
        if ((before == null ? 0 : before.length()) + chunk.length() > maxBytes) {
            fail(tooLarge(maxBytes));
        } else if (before == null) {
            received = chunk.copy();
        } else {
            before.appendBuffer(chunk);
        }
    }

    private void finish() {
        if (end()) {
            byte[] bytes = received == null ? EMPTY : received.getBytes();
            exchange.guarded(() -> next.accept(bytes));
        }
    }

    /** It did not arrive in time. */
    void expire() {
        fail(new ProblemException(Problem.of(
                408,
                RejectionCode.MALFORMED,
                "Cannot read body: it did not arrive within " + BodyDeadlines.SECONDS + " s")));
    }

    /** The connection ended, or what came is no body by the rules of HTTP; there is no telling where the next request begins. */
    private void broken(Throwable cause) {
        fail(new ProblemException(
                Problem.malformed("Cannot read body: it ended early or its chunks are not those of HTTP")));
    }

    private void fail(Throwable cause) {
        if (end()) {
            exchange.failAndClose(cause);
        }
    }

    /** Whether it was not over before. */
    private boolean end() {
        boolean first = !over;
        over = true;
        deadlines.remove(this);
        return first;
    }

    private static ProblemException tooLarge(int maxBytes) {
        return new ProblemException(Problem.of(
                413,
                RejectionCode.MALFORMED,
                "Cannot read body: it is longer than the " + maxBytes + " bytes allowed"));
    }
}
