package io.kontor.cli.chaos;

import io.kontor.model.json.JsonObject;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints blows and checks as lines, or as one JSON object a line, and counts. Thread-safe. */
final class ChaosReport {

    /** How it is printed. */
    enum Form {
        TEXT,
        JSON
    }

    private final PrintStream out;
    private final Form form;
    private int passed;
    private int failed;
    private int runs;

    ChaosReport(PrintStream out, Form form) {
        this.out = out;
        this.form = form;
    }

    /** A run begins. */
    synchronized void begin(ChaosRun.Plan plan, long seed) {
        runs++;
        print(
                JsonObject.builder()
                        .put("run", plan.number())
                        .put("seed", seed)
                        .put("calls", plan.calls())
                        .put("atOnce", plan.callers())
                        .build(),
                "run " + plan.number() + ", seed " + seed + ": " + plan.calls() + " calls, " + plan.callers()
                        + " at once");
    }

    /** Something befell the run. */
    synchronized void blow(int run, long milliseconds, String what) {
        print(
                JsonObject.builder()
                        .put("run", run)
                        .put("ms", milliseconds)
                        .put("blow", what)
                        .build(),
                "  " + milliseconds + " ms: " + what);
    }

    /** How the calls of a run ended, so many milliseconds after its begin. */
    synchronized void calls(int run, long milliseconds, Map<String, String> ends) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        ends.values().forEach(end -> counts.merge(end, 1, Integer::sum));
        var json = JsonObject.builder();
        counts.forEach(json::put);
        print(
                JsonObject.builder()
                        .put("run", run)
                        .put("ms", milliseconds)
                        .put("ends", json.build())
                        .build(),
                "  " + milliseconds + " ms: counted; " + ends.size() + " calls ended " + counts);
    }

    /** What was checked after a run. */
    synchronized void checks(int run, long seed, List<Check> checks) {
        for (Check check : checks) {
            passed += check.ok() ? 1 : 0;
            failed += check.ok() ? 0 : 1;
            print(
                    JsonObject.builder()
                            .put("run", run)
                            .put("seed", seed)
                            .put("check", check.name())
                            .put("expected", check.expected())
                            .put("got", check.got())
                            .put("ok", check.ok())
                            .build(),
                    "  " + (check.ok() ? "ok      " : "FAILED  ") + check.name() + ": expected " + check.expected()
                            + ", got " + check.got());
        }
    }

    /** The last line; whether all held. */
    synchronized boolean end() {
        boolean ok = failed == 0 && passed > 0;
        print(
                JsonObject.builder()
                        .put("runs", runs)
                        .put("passed", passed)
                        .put("failed", failed)
                        .put("ok", ok)
                        .build(),
                passed + " passed, " + failed + " failed");
        return ok;
    }

    private void print(JsonObject json, String text) {
        out.println(form == Form.JSON ? json.toString() : text);
        out.flush();
    }
}
