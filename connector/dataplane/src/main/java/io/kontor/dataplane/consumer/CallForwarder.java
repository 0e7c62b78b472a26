package io.kontor.dataplane.consumer;

import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.consumer.AskedCall;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.ConsumerJournalException;
import io.kontor.usage.consumer.Received;
import io.kontor.usage.consumer.StoredReceipt;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code POST /app/v1/calls}: journals the call, forwards it, journals and checks the receipt, answers (DPL-41, DPL-43 to DPL-45). */
final class CallForwarder {

    private static final int REQUEST_BYTES = 64 * 1024;
    private static final int ANSWER_BYTES = 16 * 1024 * 1024;
    private static final Pattern CALL_ID = Pattern.compile("[0-9a-f]{32}");
    private static final String[] FIELDS = {
        "action",
        "purpose",
        "subject",
        "consent",
        "algorithm",
        "parameters",
        "document",
        "object",
        "range",
        "user",
        "application"
    };
    private static final String RECEIPT = "Kontor-Receipt";
    private static final String CHECKED = "Kontor-Checked";

    private final ConsumerJournal journal;
    private final SessionStore sessions;
    private final Exchanges exchanges;
    private final HeadSender heads;
    private final Receipts receipts;

    CallForwarder(
            ConsumerJournal journal, SessionStore sessions, Exchanges exchanges, HeadSender heads, Receipts receipts) {
        this.journal = journal;
        this.sessions = sessions;
        this.exchanges = exchanges;
        this.heads = heads;
        this.receipts = receipts;
    }

    void call(Exchange exchange) {
        AppSession session = sessions.require(exchange);
        exchange.json(REQUEST_BYTES, request -> {
            String callId = callId(request);
            JsonObject body = body(session.grantId(), request);
            exchange.when(
                    heads.sendIfDue(session)
                            .compose(sent -> ask(session, callId, body))
                            .toCompletionStage(),
                    asked -> forward(exchange, session, asked, true));
        });
    }

    private Future<AskedCall> ask(AppSession session, String callId, JsonObject body) {
        return Future.fromCompletionStage(journal.ask(session.session(), callId, body))
                .recover(failure -> Future.failedFuture(
                        failure instanceof ConsumerJournalException refused ? notAsked(refused) : failure));
    }

    private static ProblemException notAsked(ConsumerJournalException refused) {
        String detail = String.valueOf(refused.getMessage());
        return new ProblemException(
                switch (refused.reason()) {
                    case TOO_MANY_OPEN ->
                        Problem.of(503, RejectionCode.BUSY, detail).withRetryAfter(5);
                    case DELETED -> Problem.of(403, RejectionCode.TERMINATED, detail);
                });
    }

    private static String callId(JsonObject request) {
        String callId = request.optionalString("callId")
                .orElseGet(() -> HexFormat.of().formatHex(CryptoSuites.intl().random(16)));
        if (!CALL_ID.matcher(callId).matches()) {
            throw new MalformedException("Cannot read call: field 'callId' must be 32 hex digits");
        }
        return callId;
    }

    private static JsonObject body(String grantId, JsonObject request) {
        String[] known = Arrays.copyOf(FIELDS, FIELDS.length + 1);
        known[FIELDS.length] = "callId";
        request.named("call").requireOnly(known);
        JsonObjectBuilder body = JsonObject.builder().put("grantId", grantId);
        for (String field : FIELDS) {
            body.putValueIfPresent(field, Optional.ofNullable(request.fields().get(field)));
        }
        return body.build();
    }

    /** Sends a journalled call; a head that the supplier finds due is sent and the call once more. */
    private void forward(Exchange exchange, AppSession session, AskedCall asked, boolean mayRepeat) {
        exchange.when(exchanges.call(session, asked.envelope()).toCompletionStage(), response -> {
            boolean stream = (response.statusCode() == 200 || response.statusCode() == 206)
                    && response.getHeader("Kontor-Digest") != null
                    && response.getHeader(RECEIPT) != null;
            if (stream) {
                download(exchange, session, asked, response);
                return;
            }
            exchange.when(
                    BoundedBody.read(response, ANSWER_BYTES).toCompletionStage(),
                    body -> answered(exchange, session, new Answered(asked, response, body), mayRepeat));
        });
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Answered(AskedCall asked, HttpClientResponse response, byte[] body) {

        Optional<byte[]> leaf() {
            return Optional.ofNullable(response.getHeader(RECEIPT)).map(Receipts::leaf);
        }

        boolean isOutcome(LeafKind kind) {
            return kind.name().equals(response.getHeader("Kontor-Outcome"));
        }
    }

    private void answered(Exchange exchange, AppSession session, Answered answered, boolean mayRepeat) {
        Optional<byte[]> leaf = answered.leaf();
        if (leaf.isEmpty()) {
            withoutReceipt(exchange, session, answered, mayRepeat);
            return;
        }
        if (answered.isOutcome(LeafKind.RESERVED) && answered.response().statusCode() == 200) {
            ResultDigest digest = session.session().digest();
            digest.update(answered.body(), 0, answered.body().length);
            session.opened(new AppSession.OpenViewing(answered.asked(), digest));
        }
        exchange.when(
                taken(session, answered, leaf.get()).toCompletionStage(),
                checked -> reply(exchange, answered, Map.of(CHECKED, checked)));
    }

    private Future<String> taken(AppSession session, Answered answered, byte[] leaf) {
        boolean released = answered.response().statusCode() == 200 && answered.isOutcome(LeafKind.RELEASED);
        if (!released) {
            return receipts.take(answered.asked(), Received.receiptOnly(leaf));
        }
        ResultDigest digest = session.session().digest();
        digest.update(answered.body(), 0, answered.body().length);
        return receipts.take(answered.asked(), Received.of(leaf, digest));
    }

    private void withoutReceipt(Exchange exchange, AppSession session, Answered answered, boolean mayRepeat) {
        RejectionCode code = code(answered.body());
        exchange.when(journal.answeredWithout(answered.asked(), code), noted -> {
            if (code == RejectionCode.HEAD_DUE && mayRepeat) {
                AskedCall asked = answered.asked();
                exchange.when(
                        heads.send(session)
                                .compose(sent -> ask(
                                        session,
                                        asked.envelope().callId(),
                                        asked.body().json()))
                                .toCompletionStage(),
                        again -> forward(exchange, session, again, false));
            } else {
                reply(exchange, answered, Map.of());
            }
        });
    }

    private static RejectionCode code(byte[] body) {
        try {
            return CanonicalJson.parse(body)
                    .optionalString("code")
                    .flatMap(RejectionCode::named)
                    .orElse(RejectionCode.BUSY);
        } catch (MalformedException e) {
            return RejectionCode.BUSY;
        }
    }

    /** Further bytes of an open download, or its end (DPL-42). */
    void download(Exchange exchange) {
        AppSession session = sessions.require(exchange);
        OpenDownload download = session.download(exchange.variable("callId"))
                .orElseThrow(() -> new ProblemException(
                        Problem.of(404, RejectionCode.NOT_FOUND, "This session has no open download of this call")));
        String path = exchange.request().path().substring("/app".length());
        exchange.when(
                exchanges
                        .range(session, exchange.request().method(), path, exchange.header("Range"))
                        .toCompletionStage(),
                response -> {
                    if (response.statusCode() == 200 || response.statusCode() == 206) {
                        new DownloadPassage(exchange, session, download, response, receipts).start(StoredReceipt.OK);
                    } else {
                        exchange.when(
                                BoundedBody.read(response, ANSWER_BYTES).toCompletionStage(),
                                body -> ended(
                                        exchange, session, download, new Answered(download.asked(), response, body)));
                    }
                });
    }

    /** The end that a refused or closed download has by now stands in the journal before the answer. */
    private void ended(Exchange exchange, AppSession session, OpenDownload download, Answered answered) {
        exchange.when(
                receipts.newest(session, download)
                        .map(newest -> Map.of(CHECKED, newest.checked()))
                        .otherwise(Map.of())
                        .toCompletionStage(),
                checked -> reply(exchange, answered, checked));
    }

    private static void reply(Exchange exchange, Answered answered, Map<String, String> more) {
        Map<String, String> headers = headers(answered.asked(), answered.response());
        headers.putAll(more);
        exchange.reply(
                OtherSide.status(answered.response()),
                OtherSide.mediaType(answered.response()),
                Buffer.buffer(answered.body()),
                headers);
    }

    /** Headers that are passed on, and the names of the call. */
    static Map<String, String> headers(AskedCall asked, HttpClientResponse response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().forEach(header -> {
            if (OtherSide.isPassedOn(header.getKey())) {
                headers.put(header.getKey(), OtherSide.printable(header.getValue()));
            }
        });
        headers.put("Kontor-Call", asked.envelope().callId());
        headers.put("Kontor-Sequence", String.valueOf(asked.envelope().sequence()));
        return headers;
    }

    private void download(Exchange exchange, AppSession session, AskedCall asked, HttpClientResponse response) {
        byte[] leaf = Receipts.leaf(response.getHeader(RECEIPT));
        exchange.when(
                receipts.take(asked, Received.receiptOnly(leaf)).toCompletionStage(),
                checked -> new DownloadPassage(exchange, session, session.downloading(asked), response, receipts)
                        .start(checked));
    }

    /** A page of a viewing, or its close. */
    void viewing(Exchange exchange) {
        AppSession session = sessions.require(exchange);
        String callId = exchange.variable("callId");
        AppSession.OpenViewing viewing = session.viewing(callId)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(404, RejectionCode.NOT_FOUND, "This session has no open viewing of this call")));
        String path = exchange.request().path().substring("/app".length());
        exchange.when(
                exchanges
                        .fetch(session, exchange.request().method(), path, new byte[0])
                        .toCompletionStage(),
                response -> exchange.when(
                        BoundedBody.read(response, ANSWER_BYTES).toCompletionStage(),
                        body -> page(exchange, session, viewing, new Answered(viewing.asked(), response, body))));
    }

    private void page(Exchange exchange, AppSession session, AppSession.OpenViewing viewing, Answered answered) {
        if (answered.response().statusCode() == 200) {
            viewing.digest().update(answered.body(), 0, answered.body().length);
        }
        Optional<byte[]> leaf = answered.leaf();
        if (leaf.isPresent()) {
            session.closed(answered.asked().envelope().callId());
            exchange.when(
                    receipts.take(answered.asked(), Received.of(leaf.get(), viewing.digest()))
                            .toCompletionStage(),
                    checked -> reply(exchange, answered, Map.of(CHECKED, checked)));
        } else {
            reply(exchange, answered, Map.of());
        }
    }
}
