package io.kontor.dataplane.consumer;

import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.vertx.core.http.HttpClientResponse;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a supplier's answer goes on to the application (DPL-41): nothing that a data plane could not have said. */
final class OtherSide {

    private static final int RETRY_S = 2;
    private static final Set<Integer> RESULTS = Set.of(200, 204, 206);
    private static final Set<Integer> PASSING_TROUBLE = Set.of(502, 503);
    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");
    private static final Pattern NAME = Pattern.compile("kontor-[a-z-]{1,40}", Pattern.CASE_INSENSITIVE);
    /** What the connector itself says of a call: whoever said it in its place could pass off a receipt as checked. */
    private static final Pattern OWN = Pattern.compile("kontor-(checked|call|sequence)", Pattern.CASE_INSENSITIVE);

    private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[!-~][ -~]{0,199}");

    private OtherSide() {}

    /** 502 UNREACHABLE. */
    static ProblemException unreachable(String detail) {
        return new ProblemException(Problem.of(502, "UNREACHABLE", "The other side cannot be reached", detail)
                .withRetryAfter(RETRY_S));
    }

    /**
     * The status, which is one of a data plane's.
     *
     * @throws ProblemException with 502 UNREACHABLE for any other: a fault of the supplier is none of this connector
     */
    static int status(HttpClientResponse response) {
        int status = response.statusCode();
        return RESULTS.contains(status) ? status : refusal(response);
    }

    /**
     * The status of a refusal.
     *
     * @throws ProblemException with 502 UNREACHABLE for any other
     */
    static int refusal(HttpClientResponse response) {
        int status = response.statusCode();
        if ((status < 400 || status >= 500) && !PASSING_TROUBLE.contains(status)) {
            throw unreachable("Its answer has status " + status);
        }
        return status;
    }

    /**
     * Sets the handlers of an answer that is paused.
     *
     * @throws ProblemException with 502 UNREACHABLE when it has broken off already
     */
    static void attach(Runnable handlers) {
        try {
            handlers.run();
        } catch (IllegalStateException e) {
            throw unreachable("Its answer broke off: " + e.getMessage());
        }
    }

    /**
     * Where the bytes of an answer begin, by its {@code Content-Range}; 0 without one.
     *
     * @throws ProblemException with 502 UNREACHABLE when it says nothing of the kind
     */
    static long firstByte(HttpClientResponse response) {
        String range = response.getHeader("Content-Range");
        if (range == null) {
            return 0;
        }
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.lookingAt()) {
            throw unreachable("Its answer has the range " + printable(range));
        }
        return Long.parseLong(matcher.group(1));
    }

    /** Whether a header is passed on. */
    static boolean isPassedOn(String name) {
        boolean kontors = NAME.matcher(name).matches() && !OWN.matcher(name).matches();
        return kontors || name.equalsIgnoreCase("Retry-After");
    }

    /** A value with a question mark in the place of each character that is not printable ASCII. */
    static String printable(String value) {
        return UNPRINTABLE.matcher(value).replaceAll("?");
    }

    /** The media type, or that of bytes of which nothing is known. */
    static String mediaType(HttpClientResponse response) {
        String type = response.getHeader("Content-Type");
        return type != null && MEDIA_TYPE.matcher(type).matches() ? type : "application/octet-stream";
    }
}
