package io.kontor.dataplane.consumer;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** Reads the body of an answer up to a bound. */
final class BoundedBody {

    private BoundedBody() {}

    static Future<byte[]> read(HttpClientResponse response, int maxBytes) {
        return Future.future(promise -> {
            Buffer received = Buffer.buffer();
            OtherSide.attach(() -> {
                response.exceptionHandler(failure ->
                        promise.tryFail(OtherSide.unreachable("Its answer broke off: " + failure.getMessage())));
                response.handler(chunk -> {
                    if (received.length() + chunk.length() > maxBytes) {
                        promise.tryFail(
                                OtherSide.unreachable("Its answer is longer than the " + maxBytes + " bytes taken"));
                        response.request().connection().close();
                    } else {
                        received.appendBuffer(chunk);
                    }
                });
                response.endHandler(end -> promise.tryComplete(received.getBytes()));
            });
            response.resume();
        });
    }
}
