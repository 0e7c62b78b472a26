package io.kontor.cli.synthetic;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Short requests to a process on this machine, which may be out of breath after many blows. Thread-safe. */
public final class ShortHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A question that changes nothing is asked so often. */
    private static final int TRIES = 3;

    private static final int BODY_IN_MESSAGE = 300;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    private ShortHttp() {}

    /**
     * Asks for what changes nothing; again when there was no answer in time.
     *
     * @param url where
     * @param headers headers of the request
     * @return the answer's object; an empty one where there is no body
     * @throws IOException when there is no answer within 20 s three times, or one that is not 2xx
     */
    public static JsonObject get(String url, Map<String, String> headers) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return send(
                        url, headers, HttpRequest.newBuilder(URI.create(url)).GET());
            } catch (HttpTimeoutException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Has something done, once.
     *
     * @param url where
     * @param headers headers of the request
     * @param body its body
     * @return the answer's object; an empty one where there is no body
     * @throws IOException when there is no answer within 20 s, or one that is not 2xx
     */
    public static JsonObject post(String url, Map<String, String> headers, JsonObject body) throws IOException {
        byte[] bytes = CanonicalJson.bytes(body);
        return send(
                url,
                headers,
                HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    private static JsonObject send(String url, Map<String, String> headers, HttpRequest.Builder request)
            throws IOException {
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> answer =
                    CLIENT.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(
                        "Cannot ask " + url + ": " + answer.statusCode() + " " + beginning(answer.body()));
            }
            return CanonicalJson.parse(answer.body().length == 0 ? new byte[] {'{', '}'} : answer.body());
        } catch (HttpTimeoutException e) {
            HttpTimeoutException named =
                    new HttpTimeoutException("Cannot ask " + url + ": no answer within " + PATIENCE.toSeconds() + " s");
            named.initCause(e);
            throw named;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Cannot ask " + url + ": interrupted", e);
        }
    }

    private static String beginning(byte[] body) {
        return new String(body, 0, Math.min(body.length, BODY_IN_MESSAGE), StandardCharsets.UTF_8);
    }
}
