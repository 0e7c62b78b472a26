package io.kontor.dataplane.consumer;

import io.kontor.client.grant.GrantLedger;
import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.model.id.Digest32;
import io.kontor.model.id.Ids;
import io.kontor.model.json.JsonObject;
import io.kontor.model.rejection.MalformedException;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.ConsumerSession;
import io.kontor.usage.consumer.OpeningDraft;
import io.kontor.usage.session.OpeningBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions of applications: what user and application sign, and the opening at the supplier (DPL-40). */
final class OpeningHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OpeningHandler.class);
    private static final int REQUEST_BYTES = 16 * 1024;
    private static final int ANSWER_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final Book book;
    private final SupplierDirectory directory;
    private final SessionStore sessions;
    private final Exchanges exchanges;

    /**
     * What is known of agreements.
     *
     * @param journal own journal
     * @param grants grants on the ledger
     */
    record Book(ConsumerJournal journal, GrantLedger grants) {}

    OpeningHandler(Vertx vertx, Book book, SupplierDirectory directory, SessionStore sessions, Exchanges exchanges) {
        this.vertx = vertx;
        this.book = book;
        this.directory = directory;
        this.sessions = sessions;
        this.exchanges = exchanges;
    }

    void prepare(Exchange exchange) {
        exchange.json(REQUEST_BYTES, request -> {
            JsonObject json = request.named("opening").requireOnly("grantId", "user", "application");
            String grantId = Ids.require("grant id", json.string("grantId"));
            OpeningBody.Named user = named(json.object("user"));
            OpeningBody.Named application = named(json.object("application"));
            exchange.when(known(grantId).thenCompose(done -> directory.addressOf(grantId)), supplier -> {
                OpeningDraft draft =
                        book.journal().draft(new OpeningDraft.Parties(grantId, supplier.logId(), user, application));
                exchange.json(
                        201,
                        JsonObject.builder()
                                .put("ticket", sessions.keep(draft, supplier))
                                .put("toSign", Base64.getEncoder().encodeToString(draft.toSign()))
                                .build());
            });
        });
    }

    /** Tells the journal what the ledger says of the agreement; without the ledger its receipts are compared with less. */
    private CompletionStage<String> known(String grantId) {
        return vertx.<String>executeBlocking(
                        () -> {
                            book.journal().know(book.grants().grant(grantId));
                            return grantId;
                        },
                        false)
                .recover(failure -> {
                    LOG.info("Agreement {} is not read from the ledger: {}", grantId, failure.getMessage());
                    return Future.succeededFuture(grantId);
                })
                .toCompletionStage();
    }

    private static OpeningBody.Named named(JsonObject json) {
        json.requireOnly("name", "salt", "key");
        return new OpeningBody.Named(
                json.string("name"), json.string("salt", Digest32::fromHex).bytes(), base64(json, "key"));
    }

    private static byte[] base64(JsonObject json, String field) {
        try {
            return Base64.getDecoder().decode(json.string(field));
        } catch (MalformedException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new MalformedException("Cannot read opening: field '" + field + "' is not base64", e);
        }
    }

    void open(Exchange exchange) {
        exchange.json(REQUEST_BYTES, request -> {
            JsonObject json = request.named("signatures").requireOnly("userSignature", "applicationSignature");
            byte[] user = base64(json, "userSignature");
            byte[] application = base64(json, "applicationSignature");
            SessionStore.Ticket ticket = sessions.take(exchange.variable("ticket"));
            exchange.when(
                    exchanges
                            .open(ticket.supplier(), ticket.draft().opening(user, application))
                            .toCompletionStage(),
                    response -> exchange.when(
                            BoundedBody.read(response, ANSWER_BYTES).toCompletionStage(),
                            body -> opened(exchange, ticket, response, body)));
        });
    }

    private void opened(Exchange exchange, SessionStore.Ticket ticket, HttpClientResponse response, byte[] body) {
        if (response.statusCode() != 201) {
            refused(exchange, response, body);
            return;
        }
        ConsumerSession session = accepted(ticket, body);
        String token = sessions.open(new AppSession(session, ticket.supplier()));
        exchange.json(
                201,
                JsonObject.builder()
                        .put("session", session.identity().session())
                        .put("token", token)
                        .put("expiresAt", session.expiresAt())
                        .build());
    }

    private static ConsumerSession accepted(SessionStore.Ticket ticket, byte[] body) {
        try {
            return ticket.draft().accept(new String(body, StandardCharsets.UTF_8));
        } catch (MalformedException e) {
            throw OtherSide.unreachable("Its answer to the opening is none: " + e.getMessage());
        }
    }

    /** The supplier's refusal goes on as it is, with its SESSION_REFUSED leaf. */
    private static void refused(Exchange exchange, HttpClientResponse response, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : new String[] {"Kontor-Receipt", "Retry-After"}) {
            Optional.ofNullable(response.getHeader(name))
                    .ifPresent(value -> headers.put(name, OtherSide.printable(value)));
        }
        exchange.reply(OtherSide.refusal(response), Problem.MEDIA_TYPE, Buffer.buffer(body), headers);
    }
}
