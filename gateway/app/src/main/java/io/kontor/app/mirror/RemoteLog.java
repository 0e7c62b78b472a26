package io.kontor.app.mirror;

import io.kontor.crypto.request.RequestSigner;
import io.kontor.model.id.Digest32;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.ReceiptLog;
import io.kontor.model.rejection.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The mirror endpoints of instances as one member asks them: each request is signed with the member's key (LOG-6). Thread-safe. */
final class RemoteLog {

    private static final int OK = 200;
    private static final int ANSWER_MAX = 1 << 20;

    private final HttpClient http;
    private final RequestSigner signer;
    private final Duration timeout;

    RemoteLog(HttpClient http, RequestSigner signer, Duration timeout) {
        this.http = http;
        this.signer = signer;
        this.timeout = timeout;
    }

    /**
     * Leaves from an index on, in order.
     *
     * @throws MirrorException when the instance does not answer, or its answer is not one
     */
    List<RemoteLeaf> leaves(ReceiptLog log, long from, int limit) {
        JsonObject answer = get(log, "/v1/logs/" + log.logId() + "/leaves?from=" + from + "&limit=" + limit);
        try {
            return answer.array("leaves").objects(RemoteLog::leaf);
        } catch (MalformedException e) {
            throw unreadable(log, e);
        }
    }

    private static RemoteLeaf leaf(JsonObject json) {
        return new RemoteLeaf(
                json.longValue("index"),
                Digest32.fromHex(json.string("hash")),
                json.optionalString("leaf").map(Base64.getDecoder()::decode));
    }

    private JsonObject get(ReceiptLog log, String path) {
        try {
            HttpResponse<InputStream> answer =
                    http.send(signed(log.address(), path), HttpResponse.BodyHandlers.ofInputStream());
            byte[] body;
            try (InputStream in = answer.body()) {
                body = in.readNBytes(ANSWER_MAX);
            }
            if (answer.statusCode() != OK) {
                throw new MirrorException(
                        MirrorState.UNREACHABLE,
                        "Cannot pull log " + log.logId() + ": " + log.address() + " answers " + answer.statusCode()
                                + ", must be " + OK,
                        null);
            }
            return CanonicalJson.parse(body);
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MirrorException(MirrorState.UNREACHABLE, "Cannot pull log " + log.logId() + ": interrupted", e);
        }
    }

    private HttpRequest signed(String address, String path) {
        URI uri = URI.create(address.replaceFirst("/+$", "") + path);
        String target = uri.getRawPath() + "?" + uri.getRawQuery();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(timeout).GET();
        signer.headers("GET", target, new byte[0]).forEach(request::header);
        return request.build();
    }

    private static MirrorException unreadable(ReceiptLog log, Exception e) {
        return new MirrorException(
                MirrorState.UNREACHABLE,
                "Cannot pull log " + log.logId() + " at " + log.address() + ": "
                        + Optional.ofNullable(e.getMessage())
                                .orElse(e.getClass().getSimpleName()),
                e);
    }

    /**
     * A leaf as it came.
     *
     * @param index its index
     * @param hash its leaf hash
     * @param bytes the leaf itself, where the member may read it
     */
    record RemoteLeaf(long index, Digest32 hash, Optional<byte[]> bytes) {}
}
