package io.kontor.dataplane.http;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.rejection.RejectionCode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a caller is told when it does not get what it asked for (DPL-20). Who may come again is told when: where nothing else is said, after
 * a second.
 *
 * @param status HTTP status
 * @param code code, one of {@link RejectionCode} or a word of DPL-20
 * @param title what the code means
 * @param detail one line about this very request
 * @param callId call that it is about
 * @param headers further headers of the answer
 */
public record Problem(
        int status, String code, String title, String detail, Optional<String> callId, Map<String, String> headers) {

    /** Media type of problem documents. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String RETRY_AFTER = "Retry-After";

    public Problem {
        Map<String, String> all = new TreeMap<>(headers);
        if (status == 429 || status == 503) {
            all.putIfAbsent(RETRY_AFTER, "1");
        }
        headers = Map.copyOf(all);
    }

    /** A problem with a code of the common list. */
    public static Problem of(int status, RejectionCode code, String detail) {
        return new Problem(status, code.name(), code.meaning(Locale.ROOT), detail, Optional.empty(), Map.of());
    }

    /** A problem with a word of its own. */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Optional.empty(), Map.of());
    }

    /** The request cannot be read. */
    public static Problem malformed(String detail) {
        return of(400, RejectionCode.MALFORMED, detail);
    }

    /** The same problem about a call. */
    public Problem withCall(String id) {
        return new Problem(status, code, title, detail, Optional.of(id), headers);
    }

    /** The same problem with a further header. */
    public Problem withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Problem(status, code, title, detail, callId, more);
    }

    /** The same problem with the time after which the request may be sent again. */
    public Problem withRetryAfter(long seconds) {
        return withHeader(RETRY_AFTER, String.valueOf(Math.max(1, seconds)));
    }

    String body() {
        JsonObjectBuilder json = JsonObject.builder()
                .put("type", "urn:kontor:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("code", code)
                .put("detail", printable(detail))
                .putIfPresent("callId", callId);
        return CanonicalJson.write(json.build());
    }

    /** A detail may repeat what the caller sent; half a surrogate pair in it must not break the answer. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF) ? '?' : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
