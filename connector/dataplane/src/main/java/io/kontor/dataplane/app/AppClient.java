package io.kontor.dataplane.app;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.usage.consumer.PartyKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The application API for Java applications (docs/spec/data-plane.md DPL-40 to DPL-49). The keys of user and application stay here: the
 * connector gets signatures. Thread-safe.
 */
public final class AppClient {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String baseUrl;
    private final String apiKey;

    /**
     * Names the connector.
     *
     * @param baseUrl base URL of its application listener
     * @param apiKey key for what concerns the member as a whole
     */
    public AppClient(String baseUrl, String apiKey) {
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
    }

    /** A session, or the refusal of one. */
    public static final class AppSession {

        private final AppClient app;
        private final HttpAnswer opening;

        private AppSession(AppClient app, HttpAnswer opening) {
            this.app = app;
            this.opening = opening;
        }

        /** The answer to the opening. */
        public HttpAnswer opening() {
            return opening;
        }

        /** Whether calls can be made. */
        public boolean isOpen() {
            return opening.isSuccess();
        }

        /** Session at the supplier, 32 hex characters. */
        public String session() {
            return opening.json().string("session");
        }

        private HttpRequest.Builder request(String path) {
            return app.request(path)
                    .header("Authorization", "Bearer " + opening.json().string("token"));
        }

        /** Makes a call: {@code {action, purpose, subject?, consent?, algorithm?, parameters?, document?, object?, callId?}}. */
        public HttpAnswer call(JsonObject call) {
            return app.send(request("/app/v1/calls").POST(json(call)));
        }

        /** Makes a call and leaves the body to the caller, who closes it. */
        public HttpResponse<InputStream> stream(JsonObject call) {
            return app.stream(request("/app/v1/calls").POST(json(call)));
        }

        /** What became of a call. */
        public HttpAnswer outcome(String callId) {
            return app.send(request("/app/v1/calls/" + callId).GET());
        }

        /** A further page of a viewing. */
        public HttpAnswer page(String callId, int page) {
            return app.send(
                    request("/app/v1/viewings/" + callId + "/pages/" + page).GET());
        }

        /** Bytes of an open download, such as {@code bytes=100-}. */
        public HttpAnswer range(String callId, String range) {
            return app.send(request("/app/v1/downloads/" + callId)
                    .header("Range", range)
                    .GET());
        }

        /** Gives a download up. */
        public HttpAnswer closeDownload(String callId) {
            return app.send(request("/app/v1/downloads/" + callId).DELETE());
        }

        /** Closes a viewing. */
        public HttpAnswer closeViewing(String callId) {
            return app.send(request("/app/v1/viewings/" + callId).DELETE());
        }
    }

    /** Opens a session for a user and an application with their keys. */
    public AppSession open(String grantId, PartyKey user, PartyKey application) {
        JsonObject parties = JsonObject.builder()
                .put("grantId", grantId)
                .put("user", party(user))
                .put("application", party(application))
                .build();
        HttpAnswer ticket = send(request("/app/v1/sessions").POST(json(parties)));
        if (!ticket.isSuccess()) {
            return new AppSession(this, ticket);
        }
        byte[] text = Base64.getDecoder().decode(ticket.json().string("toSign"));
        JsonObject signatures = JsonObject.builder()
                .put("userSignature", base64(user.key().sign(text)))
                .put("applicationSignature", base64(application.key().sign(text)))
                .build();
        String path = "/app/v1/sessions/" + ticket.json().string("ticket");
        return new AppSession(this, send(request(path).POST(json(signatures))));
    }

    private static JsonObject party(PartyKey party) {
        return JsonObject.builder()
                .put("name", party.name())
                .put("salt", HexFormat.of().formatHex(party.salt().bytes()))
                .put("key", base64(party.key().verifyingKey().spki()))
                .build();
    }

    /** Own counts of an agreement. */
    public HttpAnswer counts(String grantId) {
        return send(keyed("/app/v1/counts?grantId=" + grantId).GET());
    }

    /** Posts the own counts of a period to the ledger. */
    public HttpAnswer postCounts(String orderId, int period) {
        return send(keyed("/app/v1/settlement/" + orderId + "/" + period + "/count")
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** All differences so far. */
    public HttpAnswer differences() {
        return send(keyed("/app/v1/differences").GET());
    }

    /** A page of receipts of an agreement. */
    public HttpAnswer receipts(String grantId, long from) {
        return send(
                keyed("/app/v1/receipts?grantId=" + grantId + "&from=" + from).GET());
    }

    /** Deletes what is held of an ended agreement and states it on the ledger. */
    public HttpAnswer delete(String grantId) {
        return send(keyed("/app/v1/deletions/" + grantId).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder keyed(String path) {
        return request(path).header("X-Api-Key", apiKey);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(TIMEOUT);
    }

    private static HttpRequest.BodyPublisher json(JsonObject body) {
        return HttpRequest.BodyPublishers.ofByteArray(CanonicalJson.bytes(body));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private HttpAnswer send(HttpRequest.Builder request) {
        try {
            return HttpAnswer.of(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reach connector at " + baseUrl + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HttpResponse<InputStream> stream(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reach connector at " + baseUrl + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting for the connector", e);
    }
}
