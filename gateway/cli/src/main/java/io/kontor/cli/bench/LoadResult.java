package io.kontor.cli.bench;

import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;

/**
 * What one leg of load came to.
 *
 * @param calls calls answered with 200
 * @param failed calls answered otherwise
 * @param micros duration
 * @param p50Micros median latency of all answers
 * @param p99Micros latency that one answer in a hundred exceeds
 * @param cpuMicros CPU of the load generator's process
 */
record LoadResult(long calls, long failed, long micros, long p50Micros, long p99Micros, long cpuMicros) {

    private static final double MICROS_PER_SECOND = 1e6;

    double perSecond() {
        return micros == 0 ? 0 : calls * MICROS_PER_SECOND / micros;
    }

    String toLine() {
        return CanonicalJson.write(JsonObject.builder()
                .put("calls", calls)
                .put("failed", failed)
                .put("micros", micros)
                .put("p50", p50Micros)
                .put("p99", p99Micros)
                .put("cpu", cpuMicros)
                .build());
    }

    static LoadResult fromLine(String line) {
        JsonObject json = CanonicalJson.parse(line);
        return new LoadResult(
                json.longValue("calls"),
                json.longValue("failed"),
                json.longValue("micros"),
                json.longValue("p50"),
                json.longValue("p99"),
                json.longValue("cpu"));
    }
}
