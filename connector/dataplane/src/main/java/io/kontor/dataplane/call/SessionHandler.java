package io.kontor.dataplane.call;

import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.PeerLimiter;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.merkle.InclusionProofCodec;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.engine.HeadResult;
import io.kontor.usage.engine.SessionView;
import io.kontor.usage.engine.UsageEngine;
import io.kontor.usage.receiptlog.LocatedReceipt;
import io.kontor.usage.session.FetchEnvelope;
import io.kontor.usage.session.OpeningResult;
import io.kontor.usage.session.SessionOpening;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.Map;

/** Sessions and what is asked within them besides calls: pages, receipts, heads (SES-1, SES-2, SES-3a, SES-8, SES-9). */
final class SessionHandler {

    private static final int OPENING_BYTES = 16 * 1024;
    private static final int HEAD_BYTES = 4 * 1024;

    private final UsageEngine engine;
    private final PeerLimiter limiter;

    SessionHandler(UsageEngine engine, PeerLimiter limiter) {
        this.engine = engine;
        this.limiter = limiter;
    }

    void open(Exchange exchange) {
        limiter.take(exchange.peer());
        String member = exchange.requiredHeader(SessionHeaders.SIGNATURE_MEMBER);
        String user = exchange.requiredHeader(SessionHeaders.SIGNATURE_USER);
        String application = exchange.requiredHeader(SessionHeaders.SIGNATURE_APPLICATION);
        exchange.body(
                OPENING_BYTES,
                body -> exchange.when(
                        engine.openSession(new SessionOpening(body, member, user, application)),
                        result -> answer(exchange, result)));
    }

    private static void answer(Exchange exchange, OpeningResult result) {
        if (result instanceof OpeningResult.Opened opened) {
            exchange.reply(201, "application/json", Buffer.buffer(opened.answer()), Map.of());
        } else if (result instanceof OpeningResult.Refused refused) {
            Problem problem = Problem.of(status(refused.code()), refused.code(), refused.detail());
            exchange.problem(refused.leaf().isEmpty() ? problem : problem.withHeader(Answers.RECEIPT, refused.leaf()));
        }
    }

    private static int status(RejectionCode code) {
        return switch (code) {
            case NOT_AUTHENTICATED -> 401;
            case MALFORMED -> 400;
            case STALE, BUSY -> 503;
            default -> 403;
        };
    }

    /** The session of a request that is no call; a stranger gets 401. */
    SessionView authenticate(Exchange exchange, byte[] body) {
        FetchEnvelope envelope = new FetchEnvelope(
                exchange.requiredHeader(SessionHeaders.SESSION),
                exchange.request().method().name(),
                exchange.request().uri(),
                exchange.requiredHeader(SessionHeaders.MAC),
                body);
        return engine.authenticate(envelope).orElseThrow(() -> {
            limiter.take(exchange.peer());
            return new ProblemException(Problem.of(
                    401, RejectionCode.NOT_AUTHENTICATED, "The session or the MAC of this request is not valid"));
        });
    }

    /** Authenticates a request whose path names its session. */
    private SessionView authenticateOwn(Exchange exchange, byte[] body) {
        SessionView session = authenticate(exchange, body);
        if (!session.session().equals(exchange.variable("session"))) {
            throw new ProblemException(
                    Problem.of(404, RejectionCode.NOT_FOUND, "The path names another session than the header"));
        }
        return session;
    }

    void receipt(Exchange exchange) {
        SessionView session = authenticateOwn(exchange, new byte[0]);
        long sequence = Exchange.number("sequence", exchange.variable("sequence"), 1);
        LocatedReceipt located = engine.receipt(session.session(), sequence)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        404, RejectionCode.NOT_FOUND, "Sequence " + sequence + " of this session has no receipt")));
        exchange.json(200, json(located));
    }

    private static JsonObject json(LocatedReceipt located) {
        JsonObjectBuilder json = JsonObject.builder()
                .put("leafHash", located.leaf().hash().hex())
                .put("index", located.leaf().index());
        located.leaf()
                .leaf()
                .ifPresent(leaf -> json.put("leaf", Base64.getEncoder().encodeToString(leaf)));
        located.anchored().ifPresent(head -> json.put("anchored", LogHeadCodec.toJson(head)));
        located.proof().ifPresent(proof -> json.put("proof", InclusionProofCodec.toJson(proof)));
        return json.build();
    }

    void head(Exchange exchange) {
        limiter.take(exchange.peer());
        exchange.body(HEAD_BYTES, body -> {
            SessionView session = authenticateOwn(exchange, body);
            exchange.when(engine.acceptHead(session.session(), body), result -> answer(exchange, result));
        });
    }

    private static void answer(Exchange exchange, HeadResult result) {
        if (result instanceof HeadResult.Taken taken) {
            exchange.json(200, JsonObject.builder().put("index", taken.index()).build());
        } else if (result instanceof HeadResult.Refused refused) {
            int status =
                    refused.code() == RejectionCode.BUSY ? 503 : refused.code() == RejectionCode.MALFORMED ? 400 : 403;
            exchange.problem(Problem.of(status, refused.code(), refused.detail()));
        }
    }
}
