package io.kontor.cli.demo;

import io.kontor.model.json.JsonObject;
import java.util.List;

/** A city's gateway as its regulator uses it. */
interface Regulator {

    /**
     * The mirrors of the logs, once each has reached its anchored head.
     *
     * @param logs log ids
     * @return one entry a log, in that order
     */
    List<Mirrored> mirrors(List<String> logs) throws Exception;

    /** Summary of the calls: by scenario, denials by code, consent coverage. */
    JsonObject summary() throws Exception;

    /** The evidence bundle of a receipt. */
    String bundle(String logId, long index) throws Exception;

    /**
     * A mirrored log.
     *
     * @param logId log
     * @param leaves leaves received
     * @param gaps indices missing below the anchored head
     * @param root whether the recomputed root equals the anchored one
     */
    record Mirrored(String logId, long leaves, long gaps, Root root) {}

    /** Comparison of the recomputed root with the anchored one. */
    enum Root {
        EQUAL,
        DIFFERENT
    }
}
