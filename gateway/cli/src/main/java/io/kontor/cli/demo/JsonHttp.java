package io.kontor.cli.demo;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

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

    Answer get(String url) throws IOException, InterruptedException {
        return send(request(url).GET());
    }

    Answer post(String url, JsonObject body) throws IOException, InterruptedException {
        return send(request(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String url) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        headers.forEach(builder::header);
        return builder;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(response.statusCode(), response.body());
    }
}
