package io.kontor.dataplane;

import io.kontor.dataplane.config.SourceConfig;
import io.kontor.dataplane.config.SupplierConfig;
import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.HttpListener;
import io.kontor.dataplane.http.Routes;
import io.kontor.dataplane.source.FieldSelection;
import io.kontor.dataplane.source.Masking;
import io.kontor.dataplane.source.ProcessRequest;
import io.kontor.dataplane.synthetic.SyntheticSource;
import io.kontor.usage.call.CallBody;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The yardstick of benchmarks: the same listener and the same synthetic source, with nothing decided, counted or receipted (DPL-71). It
 * has no engine, no ledger and no grant, so there is nothing that it could serve without its receipt.
 */
final class PlainSide implements AutoCloseable {

    private static final ProcessRequest REQUEST = new ProcessRequest(
            SyntheticSource.ALGORITHM, Optional.empty(), Map.of(), new FieldSelection(List.of(), Masking.none()));

    private final SyntheticSource source;
    private final HttpListener listener;

    private PlainSide(SyntheticSource source, HttpListener listener) {
        this.source = source;
        this.listener = listener;
    }

    /** Listens at the public port. */
    static PlainSide start(Vertx vertx, SupplierConfig config) {
        SourceConfig.Synthetic settings =
                (SourceConfig.Synthetic) config.sources().get(0);
        SyntheticSource source = SyntheticSource.open(settings.bytes(), settings.upstream());
        Routes routes = new Routes().on("POST", "/v1/calls", exchange -> serve(exchange, source));
        return new PlainSide(source, HttpListener.start(vertx, config.publicListener(), routes));
    }

    private static void serve(Exchange exchange, SyntheticSource source) {
        exchange.body(
                CallBody.MAX_BYTES,
                body -> source.begin(REQUEST).whenComplete((result, failure) -> {
                    if (failure == null) {
                        exchange.reply(200, "application/json", Buffer.buffer(result.bytes()), Map.of());
                    } else {
                        exchange.fail(failure);
                    }
                }));
    }

    /** What is served where, for the line at the start. */
    String ready() {
        return "WITHOUT ENFORCEMENT, synthetic bytes alone: public=" + listener.baseUrl();
    }

    @Override
    public void close() {
        listener.shutdown(Duration.ofSeconds(1));
        source.close();
    }
}
