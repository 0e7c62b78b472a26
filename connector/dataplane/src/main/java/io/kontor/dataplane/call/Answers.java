package io.kontor.dataplane.call;

import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.ReleaseResult;
import io.netty.util.AsciiString;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Writes outcomes of calls as HTTP (SES-5, SES-7). */
final class Answers {

    static final String OUTCOME = "Kontor-Outcome";
    static final String HIT = "Kontor-Hit";
    static final String RECEIPT = "Kontor-Receipt";
    static final String LEFT = "Kontor-Left";
    static final String REPLAY = "Kontor-Replay";

    private static final CharSequence FAST_OUTCOME = HttpHeaders.createOptimized(OUTCOME);
    private static final CharSequence FAST_HIT = HttpHeaders.createOptimized(HIT);
    private static final CharSequence FAST_RECEIPT = HttpHeaders.createOptimized(RECEIPT);
    private static final CharSequence FAST_LEFT = HttpHeaders.createOptimized(LEFT);

    private Answers() {}

    static void released(Exchange exchange, IssuedReceipt receipt, Answer answer) {
        Delivery.Hit hit = receipt.receipt().delivery().hit();
        exchange.response()
                .putHeader(FAST_OUTCOME, receipt.receipt().kind().name())
                .putHeader(FAST_HIT, hit.name())
                .putHeader(FAST_RECEIPT, encoded(receipt))
                .putHeader(FAST_LEFT, String.valueOf(receipt.unitsLeft()));
        exchange.reply(answer.contentType(), Buffer.buffer(answer.bytes()));
    }

    /** As {@link IssuedReceipt#header}; it is the longest header by far, and a string would be copied twice more on its way. */
    private static CharSequence encoded(IssuedReceipt receipt) {
        return new AsciiString(Base64.getEncoder().encode(receipt.leaf()), false);
    }

    static void replayed(Exchange exchange, CallResult.Replay replay) {
        Map<String, String> headers = headers(replay.receipt());
        headers.put(REPLAY, "1");
        exchange.reply(
                200,
                replay.answer().contentType(),
                Buffer.buffer(replay.answer().bytes()),
                headers);
    }

    /** Headers of a release under a receipt. */
    static Map<String, String> headers(IssuedReceipt receipt) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(OUTCOME, receipt.receipt().kind().name());
        Delivery.Hit hit = receipt.receipt().delivery().hit();
        if (hit != Delivery.Hit.NONE) {
            headers.put(HIT, hit.name());
        }
        headers.put(RECEIPT, receipt.header());
        headers.put(LEFT, String.valueOf(receipt.unitsLeft()));
        return headers;
    }

    static void denied(Exchange exchange, CallResult.Denied denied) {
        refused(exchange, 403, denied.code(), denied.detail(), denied.receipt());
    }

    static void withdrawn(Exchange exchange, ReleaseResult.Withdrawn withdrawn) {
        refused(exchange, 403, withdrawn.code(), withdrawn.detail(), withdrawn.receipt());
    }

    static void repeated(Exchange exchange, CallResult.Repeated repeated) {
        refused(exchange, 409, repeated.code(), repeated.detail(), repeated.receipt());
    }

    private static void refused(
            Exchange exchange, int status, RejectionCode code, String detail, IssuedReceipt receipt) {
        refused(exchange, Problem.of(status, code, detail), receipt);
    }

    /** A problem under a receipt. */
    static void refused(Exchange exchange, Problem problem, IssuedReceipt receipt) {
        exchange.problem(under(problem, receipt));
    }

    /** The source failed; nothing left. */
    static void failed(Exchange exchange, String detail, IssuedReceipt receipt) {
        exchange.problem(
                under(Problem.of(502, "FAILED", "The source failed and nothing was released", detail), receipt));
    }

    private static Problem under(Problem problem, IssuedReceipt receipt) {
        return problem.withCall(receipt.receipt().callId())
                .withHeader(OUTCOME, receipt.receipt().kind().name())
                .withHeader(RECEIPT, receipt.header())
                .withHeader(LEFT, String.valueOf(receipt.unitsLeft()));
    }

    static void retry(Exchange exchange, CallResult.Retry retry) {
        int status = retry.code() == RejectionCode.HEAD_DUE ? 429 : 503;
        // Whole seconds, rounded up.
        exchange.problem(Problem.of(status, retry.code(), retry.detail())
                .withRetryAfter((retry.retryAfter().toMillis() + 999) / 1000));
    }

    static void unreadable(Exchange exchange, CallResult.Unreadable unreadable) {
        int status = unreadable.code() == RejectionCode.ALREADY_EXISTS_DIFFERENT ? 409 : 400;
        exchange.problem(Problem.of(status, unreadable.code(), unreadable.detail()));
    }
}
