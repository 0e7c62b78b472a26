package io.kontor.dataplane.app;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.rejection.MalformedException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Optional;

/** An answer of a data plane: a result or a problem document, with its receipt where it has one. Immutable. */
public final class HttpAnswer {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    private HttpAnswer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static HttpAnswer of(HttpResponse<byte[]> response) {
        return new HttpAnswer(response.statusCode(), response.headers(), response.body());
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the request got what it asked for. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** A header. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Exact bytes of the body. */
    public byte[] bytes() {
        return body.clone();
    }

    /** The body as JSON. */
    public JsonObject json() {
        return CanonicalJson.parse(body);
    }

    /** The code of a problem, empty for a result. */
    public Optional<String> code() {
        return isSuccess() ? Optional.empty() : problem().flatMap(problem -> problem.optionalString("code"));
    }

    /** One line about a problem, empty for a result. */
    public Optional<String> detail() {
        return isSuccess() ? Optional.empty() : problem().flatMap(problem -> problem.optionalString("detail"));
    }

    private Optional<JsonObject> problem() {
        try {
            return Optional.of(json());
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** Exact bytes of the receipt that came with the answer. */
    public Optional<byte[]> leaf() {
        return header("Kontor-Receipt").map(text -> Base64.getDecoder().decode(text));
    }

    /** The receipt of the call that came with the answer; empty also where the receipt is about no call. */
    public Optional<CallReceipt> receipt() {
        return leaf().map(LeafCodec::decode)
                .filter(CallReceipt.class::isInstance)
                .map(CallReceipt.class::cast);
    }

    /** Units left of the action, as far as the instance knew. */
    public Optional<Long> unitsLeft() {
        return header("Kontor-Left").map(Long::valueOf);
    }

    @Override
    public String toString() {
        return "HttpAnswer[" + status + code().map(code -> " " + code).orElse("")
                + detail().map(detail -> ": " + detail).orElse("") + "]";
    }
}
