package io.kontor.cli.bench;

import io.kontor.dataplane.synthetic.SyntheticSource;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** The local upstream of a benchmark: {@code UpstreamMain PORT BYTES} answers each request with as many synthetic bytes. */
final class UpstreamMain {

    private UpstreamMain() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Buffer body = Buffer.buffer(SyntheticSource.body(Integer.parseInt(arguments[1])));
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(request -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(body))
                .listen(port, "127.0.0.1")
                .onSuccess(server -> System.out.println("READY " + server.actualPort()))
                .onFailure(failure -> {
                    System.err.println("Cannot listen at " + port + ": " + failure.getMessage());
                    System.exit(1);
                });
    }
}
