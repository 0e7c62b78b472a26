package io.kontor.dataplane.mirror;

import io.kontor.client.ledger.Ledger;
import io.kontor.crypto.suite.CryptoSuite;
import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.PeerLimiter;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.dataplane.http.Routes;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.JsonArray;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.member.Member;
import io.kontor.model.member.MemberRole;
import io.kontor.model.merkle.ConsistencyProof;
import io.kontor.model.merkle.InclusionProofCodec;
import io.kontor.model.receipt.LogHeadCodec;
import io.kontor.model.receipt.SignedTreeHeadCodec;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.usage.engine.UsageEngine;
import io.kontor.usage.receiptlog.HeadView;
import io.kontor.usage.receiptlog.LogQueries;
import io.kontor.usage.receiptlog.LoggedLeaf;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/** The mirror endpoint of an instance: heads, leaves and proofs of its log (LOG-5). */
public final class MirrorServer implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int WAITING = 64;

    private final UsageEngine engine;
    private final Directory directory;
    private final RequestAuthenticator authenticator;
    private final PeerLimiter limiter;
    private final ExecutorService pool;

    /**
     * Builds the server; it listens once its routes are in a listener.
     *
     * @param engine whose log it is
     * @param ledger members and grants
     * @param suites suites in which members sign requests
     * @param limiter taken from before signatures are verified
     * @param clock epoch milliseconds
     */
    public MirrorServer(
            UsageEngine engine, Ledger ledger, List<CryptoSuite> suites, PeerLimiter limiter, LongSupplier clock) {
        this.engine = engine;
        this.directory = new Directory(ledger, clock);
        this.authenticator = new RequestAuthenticator(suites, directory, clock);
        this.limiter = limiter;
        this.pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "kontor-mirror");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Adds its routes. */
    public Routes addTo(Routes routes) {
        return routes.on("GET", "/v1/logs/{logId}/head", exchange -> answer(exchange, this::head))
                .on("GET", "/v1/logs/{logId}/leaves", exchange -> answer(exchange, this::leaves))
                .on("GET", "/v1/logs/{logId}/proof", exchange -> answer(exchange, this::proof))
                .on("GET", "/v1/logs/{logId}/consistency", exchange -> answer(exchange, this::consistency));
    }

    private void answer(Exchange exchange, BiFunction<Exchange, Member, JsonObject> question) {
        limiter.take(exchange.peer());
        RequestAuthenticator.SignedRequest request = new RequestAuthenticator.SignedRequest(
                exchange.requiredHeader("Kontor-Key"),
                exchange.requiredNumber("Kontor-Time", 0),
                exchange.requiredHeader("Kontor-Signature"),
                exchange.request().method().name(),
                exchange.request().uri());
        try {
            exchange.when(
                    CompletableFuture.supplyAsync(
                            () -> {
                                Member caller = authenticator.authenticate(request);
                                requireLog(exchange);
                                return question.apply(exchange, caller);
                            },
                            pool),
                    json -> exchange.json(200, json));
        } catch (RejectedExecutionException e) {
            throw new ProblemException(Problem.of(503, RejectionCode.BUSY, "Too many mirrors ask at once")
                    .withRetryAfter(1));
        }
    }

    private void requireLog(Exchange exchange) {
        if (!engine.logId().equals(exchange.variable("logId"))) {
            throw new ProblemException(Problem.of(404, RejectionCode.NOT_FOUND, "This instance does not run that log"));
        }
    }

    private JsonObject head(Exchange exchange, Member caller) {
        HeadView view = engine.log().head();
        JsonObjectBuilder json = JsonObject.builder().put("head", SignedTreeHeadCodec.toJson(view.head()));
        view.anchored().ifPresent(anchored -> json.put("anchored", LogHeadCodec.toJson(anchored)));
        return json.build();
    }

    private JsonObject leaves(Exchange exchange, Member caller) {
        long from = exchange.requiredQueryNumber("from", 0);
        long limit = exchange.requiredQueryNumber("limit", 1);
        if (limit > LogQueries.MAX_LEAVES) {
            throw new ProblemException(Problem.malformed(
                    "Cannot read query parameter limit: it is " + limit + ", at most " + LogQueries.MAX_LEAVES));
        }
        List<LoggedLeaf> leaves = engine.log().leaves(from, (int) limit);
        return JsonObject.builder()
                .put("leaves", JsonArray.ofObjects(leaves, leaf -> json(leaf, caller)))
                .put("next", from + leaves.size())
                .build();
    }

    private JsonObject json(LoggedLeaf leaf, Member caller) {
        JsonObjectBuilder json = JsonObject.builder()
                .put("index", leaf.index())
                .put("hash", leaf.hash().hex());
        leaf.leaf()
                .filter(bytes -> mayRead(leaf, caller))
                .ifPresent(bytes -> json.put("leaf", Base64.getEncoder().encodeToString(bytes)));
        return json.build();
    }

    /** Whole leaves go to the parties of the grant and to regulator and operator of their cities; a leaf without grant to all. */
    private boolean mayRead(LoggedLeaf leaf, Member caller) {
        if (leaf.grantId().isEmpty()) {
            return true;
        }
        Optional<Directory.Parties> parties = directory.partiesOf(leaf.grantId().get());
        if (parties.isEmpty()) {
            return false;
        }
        Directory.Parties known = parties.get();
        boolean supervises =
                caller.roles().contains(MemberRole.REGULATOR) || caller.roles().contains(MemberRole.OPERATOR);
        return caller.participantId().equals(known.supplier())
                || caller.participantId().equals(known.buyer())
                || (supervises
                        && (caller.cityId().equals(known.supplierCity())
                                || caller.cityId().equals(known.buyerCity())));
    }

    private JsonObject proof(Exchange exchange, Member caller) {
        return InclusionProofCodec.toJson(engine.log()
                .inclusion(exchange.requiredQueryNumber("index", 0), exchange.requiredQueryNumber("size", 1)));
    }

    private JsonObject consistency(Exchange exchange, Member caller) {
        ConsistencyProof proof = engine.log()
                .consistency(exchange.requiredQueryNumber("from", 0), exchange.requiredQueryNumber("to", 0));
        return JsonObject.builder()
                .put(
                        "path",
                        JsonArray.ofStrings(
                                proof.path().stream().map(Digest32::hex).toList()))
                .build();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
