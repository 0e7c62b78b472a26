package io.kontor.dataplane.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.testkit.fuzz.Wire;
import java.io.Serial;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Judges answers to bad input (DPL-20): each is a result or a problem document that names its reason, and none a fault of ours. */
public final class Refusals {

    /** What a listener may say of others' or passing trouble; anything else from 500 on is a fault. */
    private static final Map<Integer, Set<String>> NO_FAULTS =
            Map.of(502, Set.of("FAILED", "UNREACHABLE"), 503, Set.of("BUSY", "STALE", "HEAD_DUE", "LEASED_ELSEWHERE"));

    /** The HTTP server's own answer to versions of HTTP that it does not speak. */
    private static final int OTHER_VERSION = 501;

    private final Map<String, Integer> seen = new TreeMap<>();

    /** A problem document was answered. */
    public static final class RefusedException extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** Takes a result; a refusal is thrown once it was found to be a good one. */
    public void take(Wire.Answer answer) throws RefusedException {
        if (answer.status() < 400) {
            seen.merge(String.valueOf(answer.status()), 1, Integer::sum);
            return;
        }
        if (answer.status() == OTHER_VERSION && answer.body().length == 0) {
            seen.merge("501", 1, Integer::sum);
            throw new RefusedException("501");
        }
        String shown = answer.status() + " " + answer.headers() + " " + answer.text();
        assertThat(answer.header("content-type")).as(shown).contains("application/problem+json");
        JsonObject problem = CanonicalJson.parse(answer.body());
        assertThat(problem.longValue("status")).as(shown).isEqualTo(answer.status());
        assertThat(problem.string("type")).as(shown).isEqualTo("urn:kontor:problem:" + problem.string("code"));
        assertThat(problem.string("title")).as(shown).isNotEmpty();
        assertThat(problem.string("detail")).as(shown).isNotEmpty().doesNotContain("Exception", "java.");
        if (answer.status() == 429 || answer.status() == 503) {
            assertThat(answer.header("retry-after")).as(shown).isPresent();
        }
        if (answer.status() >= 500) {
            assertThat(NO_FAULTS.getOrDefault(answer.status(), Set.of()))
                    .as(shown)
                    .contains(problem.string("code"));
        }
        seen.merge(answer.status() + " " + problem.string("code"), 1, Integer::sum);
        throw new RefusedException(answer.status() + " " + problem.string("code"));
    }

    /** How often each status with its code was seen. */
    public Map<String, Integer> seen() {
        return seen;
    }
}
