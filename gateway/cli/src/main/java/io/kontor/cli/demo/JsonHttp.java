package io.kontor.cli.demo;

import io.kontor.cli.patience.Patience;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** JSON over HTTP on the loopback, with the headers that each listener wants. Thread-safe. */
final class JsonHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, String> headers;

    JsonHttp(Map<String, String> headers) {
        this.headers = Map.copyOf(headers);
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body its text
     */
    record Answer(int status, String body) {
        boolean good() {
            return status >= 200 && status < 300;
        }

        JsonObject json() {
            return CanonicalJson.parse(body.isBlank() ? "{}" : body);
        }

        /** The JSON of a good answer. */
        JsonObject required(String what) throws IOException {
            if (!good()) {
                throw new IOException("Cannot " + what + ": " + status + " "
                        + body.lines().findFirst().orElse(""));
            }
            return json();
        }
    }

    /** Asks; a server that is away or not well is asked again for a while. */
    Answer get(String url) throws Exception {
        return patiently(
                request(url).GET(), answer -> answer.status() >= 500, failure -> failure instanceof IOException);
    }

    /** Posts something that may safely arrive twice. */
    Answer post(String url, JsonObject body) throws Exception {
        return patiently(posting(url, body), JsonHttp::isAway, failure -> failure instanceof IOException);
    }

    /** Posts something that must not arrive twice: repeated only while nothing can have arrived. */
    Answer postOnce(String url, JsonObject body) throws Exception {
        return patiently(posting(url, body), JsonHttp::isAway, failure -> failure instanceof ConnectException);
    }

    /** A gateway that did not reach the other side, and a server that does not serve now. */
    private static boolean isAway(Answer answer) {
        return answer.status() == 502 || answer.status() == 503;
    }

    private HttpRequest.Builder posting(String url, JsonObject body) {
        return request(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String url) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        headers.forEach(builder::header);
        return builder;
    }

    private Answer patiently(HttpRequest.Builder request, Predicate<Answer> later, Predicate<Exception> away)
            throws Exception {
        return Patience.with(() -> send(request), later, away);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), response.body());
    }
}
