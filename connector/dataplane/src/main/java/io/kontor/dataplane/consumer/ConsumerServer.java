package io.kontor.dataplane.consumer;

import io.kontor.client.grant.GrantLedger;
import io.kontor.client.ledger.Ledger;
import io.kontor.crypto.request.RequestSigner;
import io.kontor.crypto.suite.CryptoSuites;
import io.kontor.crypto.suite.SigningKey;
import io.kontor.dataplane.http.ApiKey;
import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.dataplane.http.Routes;
import io.kontor.model.id.Checks;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.consumer.ConsumerConfig;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.StoredReceipt;
import io.kontor.usage.journal.Durability;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** The application API of a consumer's data plane. */
public final class ConsumerServer implements AutoCloseable {

    private final Vertx vertx;
    private final ConsumerJournal journal;
    private final Reconciler reconciler;
    private final OpeningHandler openings;
    private final CallForwarder calls;
    private final AccountHandler account;
    private final DeletionHandler deletions;
    private final SessionStore sessions;

    /**
     * What a consumer's server works with.
     *
     * @param vertx event loops
     * @param ledger the member's ledger connection
     * @param suite crypto suite of the federation
     * @param memberKey its connector key
     * @param folder journal, statements, transfers
     * @param anchorInterval of the suppliers
     * @param trustRoots PEM of the authorities of TLS suppliers
     * @param callbacks runs what depends on the journal's stages
     * @param clock time
     */
    public record Parts(
            Vertx vertx,
            Ledger ledger,
            String suite,
            SigningKey memberKey,
            Path folder,
            Duration anchorInterval,
            Optional<Path> trustRoots,
            Executor callbacks,
            InstantSource clock) {}

    private ConsumerServer(Parts parts, PeerClient client, SupplierDirectory directory) {
        this.vertx = parts.vertx();
        ConsumerConfig config = new ConsumerConfig(
                parts.folder().resolve("journal"),
                Durability.DISK,
                parts.anchorInterval(),
                parts.callbacks(),
                parts.suite());
        this.journal = new ConsumerJournal(config, parts.ledger(), parts.clock(), parts.memberKey());
        this.sessions = new SessionStore(parts.clock()::millis);
        Exchanges exchanges = new Exchanges(client);
        this.openings = new OpeningHandler(
                vertx,
                new OpeningHandler.Book(journal, new GrantLedger(parts.ledger())),
                directory,
                sessions,
                exchanges);
        this.calls = new CallForwarder(
                journal,
                sessions,
                exchanges,
                new HeadSender(journal, exchanges),
                new Receipts(vertx, journal, exchanges, parts.clock()::millis));
        this.account = new AccountHandler(journal, parts.ledger());
        this.deletions = new DeletionHandler(parts.ledger(), sessions, journal);
        this.reconciler = new Reconciler(
                journal,
                parts.ledger(),
                client,
                new Reconciler.Signing(
                        new RequestSigner(
                                CryptoSuites.named(parts.suite()),
                                parts.memberKey(),
                                parts.clock().withZone(ZoneOffset.UTC)),
                        parts.clock()::millis),
                parts.anchorInterval());
    }

    /** A server that asks its own control plane where suppliers are. */
    public static ConsumerServer start(Parts parts, ControlPlaneDirectory.Access access) {
        PeerClient client = new PeerClient(parts.vertx(), parts.trustRoots());
        return new ConsumerServer(
                parts,
                client,
                new ControlPlaneDirectory(
                        parts.vertx(), client, access, parts.folder().resolve("transfers.json")));
    }

    /** A server that is told where suppliers are. */
    public static ConsumerServer start(Parts parts, SupplierDirectory directory) {
        return new ConsumerServer(parts, new PeerClient(parts.vertx(), parts.trustRoots()), directory);
    }

    /** Adds its routes. */
    public Routes addTo(Routes routes, ApiKey key) {
        return routes.on("POST", "/app/v1/sessions", openings::prepare)
                .on("POST", "/app/v1/sessions/{ticket}", openings::open)
                .on("POST", "/app/v1/calls", calls::call)
                .on("GET", "/app/v1/calls/{callId}", blocking(this::outcome))
                .on("GET", "/app/v1/viewings/{callId}/pages/{page}", calls::viewing)
                .on("DELETE", "/app/v1/viewings/{callId}", calls::viewing)
                .on("GET", "/app/v1/downloads/{callId}", calls::download)
                .on("DELETE", "/app/v1/downloads/{callId}", calls::download)
                .on("GET", "/app/v1/counts", key.guard(blocking(account::counts)))
                .on("POST", "/app/v1/settlement/{orderId}/{period}/count", key.guard(blocking(account::post)))
                .on("GET", "/app/v1/differences", key.guard(blocking(account::differences)))
                .on("GET", "/app/v1/receipts", key.guard(blocking(account::receipts)))
                .on("POST", "/app/v1/deletions/{grantId}", key.guard(blocking(deletions::delete)))
                .on(
                        "GET",
                        "/health",
                        exchange -> exchange.json(
                                200,
                                JsonObject.builder().put("serving", "SERVING").build()));
    }

    private Consumer<Exchange> blocking(Function<Exchange, JsonObject> question) {
        return exchange -> exchange.when(
                vertx.executeBlocking(() -> question.apply(exchange), false).toCompletionStage(),
                answer -> exchange.json(200, answer));
    }

    /** What became of a call (DPL-43). */
    private JsonObject outcome(Exchange exchange) {
        AppSession session = sessions.require(exchange);
        String callId = Checks.hex16("call id", exchange.variable("callId"));
        StoredReceipt stored = journal.find(callId)
                .filter(known -> known.receipt().grantId().equals(session.grantId()))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        404, RejectionCode.NOT_FOUND, "No call of this agreement with this id has a receipt")));
        JsonObjectBuilder json = JsonObject.builder()
                .put("callId", callId)
                .put("grantId", session.grantId())
                .put("action", stored.receipt().action())
                .put("outcome", stored.receipt().kind())
                .put("receipt", stored.leaf())
                .put("checked", stored.checked());
        stored.receipt().refusal().ifPresent(code -> json.put("code", code));
        return json.build();
    }

    @Override
    public void close() {
        reconciler.close();
        journal.close();
    }
}
