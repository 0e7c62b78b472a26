package io.kontor.dataplane.call;

import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.dataplane.source.DocumentPages;
import io.kontor.dataplane.source.DocumentSource;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.Sources;
import io.kontor.model.id.Ids;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.CallBody;
import io.kontor.usage.call.IssuedReceipt;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Action {@code view}: opens a viewing and shows its pages as watermarked pictures (SES-6, DPL-10). */
final class ViewExecution {

    private static final String PAGES = "Kontor-Pages";

    private final Sources sources;
    private final Viewings viewings;
    private final LongSupplier clock;

    ViewExecution(Sources sources, Viewings viewings, LongSupplier clock) {
        this.sources = sources;
        this.viewings = viewings;
        this.clock = clock;
    }

    /** Refuses a call that names no document, before a unit is taken. */
    void check(String resourceId, CallBody body) {
        if (sources.documents(resourceId).isPresent()) {
            Ids.require("document", body.json().string("document"));
        }
    }

    void execute(Execution execution) {
        String resourceId = execution.call().resource().resourceId();
        CallBody body = execution.call().body();
        execution.step(
                () -> {
                    execution.requireNothingToMask();
                    return documents(resourceId).open(body.json().string("document"), body.subject());
                },
                found -> found.ifPresentOrElse(
                        pages -> execution.reserve(receipt -> open(execution, pages, receipt)),
                        execution::releaseMiss));
    }

    private DocumentSource documents(String resourceId) throws SourceFailure {
        return sources.documents(resourceId)
                .orElseThrow(() -> new SourceFailure("Cannot show document: resource " + resourceId + " has none"));
    }

    private void open(Execution execution, DocumentPages pages, IssuedReceipt reserved) {
        int minutes = execution.call().terms().viewing().minutesMax();
        Viewing viewing = new Viewing(
                execution.permit(),
                pages,
                execution.watermark(reserved),
                clock.getAsLong() + TimeUnit.MINUTES.toMillis(minutes));
        execution.step(
                () -> pages.render(1, viewing.watermark()),
                png -> {
                    viewings.opened(viewing);
                    show(execution.exchange(), viewing, 1, png, Optional.of(reserved));
                },
                execution::abortUnreleased);
    }

    /** A further page of an open viewing. */
    void page(Exchange exchange, Workers.Slot slot, Viewing viewing, int page) {
        if (page > viewing.pages().pageCount()) {
            throw new ProblemException(Problem.of(
                    404,
                    RejectionCode.NOT_FOUND,
                    "Cannot show page " + page + ": the document has "
                            + viewing.pages().pageCount() + " pages"));
        }
        viewing.permit().withdrawn().ifPresent(code -> {
            viewings.abort(viewing);
            throw new ProblemException(withdrawn(viewing, code));
        });
        exchange.when(
                slot.run(() -> pageOf(viewing, page)), png -> show(exchange, viewing, page, png, Optional.empty()));
    }

    private static byte[] pageOf(Viewing viewing, int page) {
        try {
            return viewing.pages().render(page, viewing.watermark());
        } catch (SourceFailure e) {
            throw new ProblemException(Problem.of(
                            502, "FAILED", "The source failed and nothing was released", String.valueOf(e.getMessage()))
                    .withCall(viewing.callId()));
        }
    }

    private void show(Exchange exchange, Viewing viewing, int page, byte[] png, Optional<IssuedReceipt> first) {
        Optional<RejectionCode> code = viewing.permit().withdrawn();
        if (code.isPresent()) {
            viewings.abort(viewing);
        }
        Optional<CompletionStage<Optional<IssuedReceipt>>> shown = viewing.show(page, png);
        if (shown.isEmpty()) {
            throw new ProblemException(code.map(reason -> withdrawn(viewing, reason))
                    .orElseGet(() -> Problem.of(409, RejectionCode.WRONG_STATE, "The viewing is over")
                            .withCall(viewing.callId())));
        }
        exchange.when(shown.get(), end -> {
            end.ifPresent(receipt -> viewings.ended(viewing));
            Map<String, String> headers =
                    end.or(() -> first).map(Answers::headers).orElseGet(java.util.TreeMap::new);
            headers.put(PAGES, String.valueOf(viewing.pages().pageCount()));
            exchange.reply(200, "image/png", Buffer.buffer(png), headers);
        });
    }

    private static Problem withdrawn(Viewing viewing, RejectionCode code) {
        return Problem.of(403, code, "The viewing was cut").withCall(viewing.callId());
    }

    /** Closes a viewing at the viewer's wish. */
    void close(Exchange exchange, Viewing viewing) {
        Optional<CompletionStage<IssuedReceipt>> end = viewings.finish(viewing);
        if (end.isEmpty()) {
            exchange.reply(204, "application/json", Buffer.buffer(), Map.of());
        } else {
            exchange.when(
                    end.get(),
                    receipt -> exchange.reply(204, "application/json", Buffer.buffer(), Answers.headers(receipt)));
        }
    }
}
