package io.kontor.cli.demo;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** HTTP of an application: bytes, receipts and problems. Thread-safe. */
final class AppHttp {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int MAC_BYTES = 32;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param headers headers
     * @param body body
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Received(int status, HttpHeaders headers, byte[] body) {
        Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        Optional<CallReceipt> receipt() {
            return header("Kontor-Receipt").map(AppHttp::receipt);
        }

        String problemCode() {
            String text = new String(body, StandardCharsets.UTF_8);
            return text.startsWith("{")
                    ? CanonicalJson.parse(text).optionalString("code").orElse("HTTP " + status)
                    : "HTTP " + status;
        }

        boolean retryable() {
            return (status == 429 || status == 503) && header("Retry-After").isPresent();
        }

        JsonObject required(String what) throws IOException {
            if (status < 200 || status > 299) {
                throw new IOException(
                        "Cannot " + what + ": " + status + " " + new String(body, StandardCharsets.UTF_8));
            }
            return CanonicalJson.parse(new String(body, StandardCharsets.UTF_8));
        }
    }

    static CallReceipt receipt(String base64) {
        return LeafCodec.decodeReceipt(Base64.getDecoder().decode(base64));
    }

    Received get(String url, Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(url, headers).GET().build());
    }

    Received post(String url, Map<String, String> headers, JsonObject body) throws IOException, InterruptedException {
        return send(posting(url, headers, body));
    }

    /** Posts a call; what is to be tried again is tried again, as the same call. */
    Received retrying(String url, Map<String, String> headers, JsonObject body) throws Exception {
        return Polling.until("call " + url, PATIENCE, () -> {
            Received received = post(url, headers, body);
            return received.retryable() ? Optional.empty() : Optional.of(received);
        });
    }

    HttpResponse<InputStream> stream(String url, Map<String, String> headers, JsonObject body)
            throws IOException, InterruptedException {
        return client.send(posting(url, headers, body), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** A call straight to the supplier, in a session of somebody else, with a MAC of zeros. */
    Received forged(String supplierAddress, AppSessions.Opened session, JsonObject body)
            throws IOException, InterruptedException {
        Map<String, String> headers = Map.of(
                "Kontor-Session", session.session(),
                "Kontor-Sequence", "1",
                "Kontor-Call", "00000000000000000000000000000001",
                "Kontor-Received", "0",
                "Kontor-Mac", Base64.getEncoder().encodeToString(new byte[MAC_BYTES]));
        return post(supplierAddress + "/v1/calls", headers, body);
    }

    private static HttpRequest posting(String url, Map<String, String> headers, JsonObject body) {
        return request(url, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
    }

    private static HttpRequest.Builder request(String url, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        headers.forEach(builder::header);
        return builder;
    }

    private Received send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return new Received(response.statusCode(), response.headers(), response.body());
    }
}
