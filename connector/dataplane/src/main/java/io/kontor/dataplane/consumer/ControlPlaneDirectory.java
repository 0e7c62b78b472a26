package io.kontor.dataplane.consumer;

import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.dataplane.store.SmallFile;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Asks the member's own control plane (CON-7). The transfer of each agreement is remembered, so that a restart does not begin another.
 */
public final class ControlPlaneDirectory implements SupplierDirectory {

    private static final int POLL_MS = 250;
    private static final int ANSWER_BYTES = 256 * 1024;

    private final Vertx vertx;
    private final PeerClient client;
    private final Access access;
    private final SmallFile file;
    private final Map<String, String> transfers = new TreeMap<>();

    /**
     * How the control plane is reached.
     *
     * @param managementUrl base URL of its management API
     * @param apiKey its key
     * @param patience longest wait for a started transfer
     */
    public record Access(String managementUrl, String apiKey, Duration patience) {}

    ControlPlaneDirectory(Vertx vertx, PeerClient client, Access access, Path path) {
        this.vertx = vertx;
        this.client = client;
        this.access = access;
        this.file = new SmallFile(path);
        file.read()
                .ifPresent(json -> json.fields().keySet().forEach(grant -> transfers.put(grant, json.string(grant))));
    }

    @Override
    public CompletionStage<SupplierAddress> addressOf(String grantId) {
        long deadline = System.nanoTime() + access.patience().toNanos();
        Optional<String> known = known(grantId);
        Future<Optional<SupplierAddress>> present = known.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : state(known.get()).map(state -> state.flatMap(Transfer::address));
        return present.compose(address -> address.isPresent()
                        ? Future.succeededFuture(address.get())
                        : request(grantId).compose(transferId -> waitFor(grantId, transferId, deadline)))
                .toCompletionStage();
    }

    private synchronized Optional<String> known(String grantId) {
        return Optional.ofNullable(transfers.get(grantId));
    }

    private synchronized void remember(String grantId, String transferId) {
        transfers.put(grantId, transferId);
        JsonObjectBuilder json = JsonObject.builder();
        transfers.forEach(json::put);
        file.write(json.build());
    }

    private Future<String> request(String grantId) {
        byte[] body = CanonicalJson.bytes(
                JsonObject.builder().put("agreementId", grantId).build());
        return send(HttpMethod.POST, "/kontor/v1/transfers", body)
                .map(answer -> {
                    if (answer.status() != 200) {
                        throw refused(grantId, answer);
                    }
                    return CanonicalJson.parse(answer.body()).string("transferId");
                })
                .onSuccess(transferId -> remember(grantId, transferId));
    }

    private Future<SupplierAddress> waitFor(String grantId, String transferId, long deadline) {
        return state(transferId).compose(state -> {
            Optional<SupplierAddress> address = state.flatMap(Transfer::address);
            if (address.isPresent()) {
                return Future.succeededFuture(address.get());
            }
            String word = state.map(Transfer::state).orElse("unknown");
            if (word.equals("TERMINATED") || word.equals("COMPLETED")) {
                return Future.failedFuture(new ProblemException(Problem.of(
                        409,
                        RejectionCode.WRONG_STATE,
                        "Cannot transfer under agreement " + grantId + ": the transfer is " + word
                                + state.flatMap(Transfer::reason)
                                        .map(reason -> ", " + reason)
                                        .orElse(""))));
            }
            if (System.nanoTime() > deadline) {
                return Future.failedFuture(new ProblemException(Problem.of(
                                503,
                                RejectionCode.BUSY,
                                "The transfer under agreement " + grantId + " is " + word + " and not STARTED after "
                                        + access.patience().toSeconds() + " s")
                        .withRetryAfter(5)));
            }
            Promise<SupplierAddress> later = Promise.promise();
            vertx.setTimer(POLL_MS, id -> waitFor(grantId, transferId, deadline).onComplete(later));
            return later.future();
        });
    }

    private record Transfer(String state, Optional<String> reason, Optional<SupplierAddress> address) {}

    /** A transfer that the control plane does not know is empty. */
    private Future<Optional<Transfer>> state(String transferId) {
        return send(HttpMethod.GET, "/kontor/v1/transfers/" + transferId, new byte[0])
                .map(answer -> {
                    if (answer.status() == 404) {
                        return Optional.empty();
                    }
                    if (answer.status() != 200) {
                        throw unwell(answer);
                    }
                    return Optional.of(transfer(answer.body()));
                });
    }

    private static Transfer transfer(byte[] body) {
        JsonObject json = CanonicalJson.parse(body);
        String state = json.string("state");
        Optional<SupplierAddress> address = json.optionalObject("endpoint")
                .filter(endpoint -> state.equals("STARTED"))
                .map(endpoint -> new SupplierAddress(endpoint.string("endpoint"), endpoint.string("logId")));
        return new Transfer(state, json.optionalString("reason"), address);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(int status, byte[] body) {}

    private Future<Answer> send(HttpMethod method, String path, byte[] body) {
        Map<String, String> headers = Map.of("X-Api-Key", access.apiKey(), "Content-Type", "application/json");
        return client.send(method, access.managementUrl() + path, headers, body)
                .compose(response -> BoundedBody.read(response, ANSWER_BYTES)
                        .map(bytes -> new Answer(response.statusCode(), bytes)));
    }

    /** The own control plane is starting or lacks its database: nothing is decided. */
    private static ProblemException unwell(Answer answer) {
        return new ProblemException(Problem.of(
                        503, RejectionCode.BUSY, "The own control plane answered " + answer.status() + ", come again")
                .withRetryAfter(2));
    }

    private static ProblemException refused(String grantId, Answer answer) {
        if (answer.status() >= 500) {
            return unwell(answer);
        }
        return new ProblemException(Problem.of(
                409,
                RejectionCode.NO_AGREEMENT,
                "Cannot transfer under agreement " + grantId + ": the control plane answered " + answer.status() + " "
                        + text(answer.body())));
    }

    private static String text(byte[] body) {
        try {
            return CanonicalJson.parse(body).toString();
        } catch (MalformedException e) {
            return body.length + " bytes of another form";
        }
    }
}
