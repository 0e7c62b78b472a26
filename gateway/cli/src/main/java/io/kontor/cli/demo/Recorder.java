package io.kontor.cli.demo;

import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Runs the steps, prints one line each and keeps whether they went as expected. */
final class Recorder {

    /** How a step is printed. */
    enum Form {
        TEXT,
        JSON
    }

    private final PrintStream out;
    private final PrintStream err;
    private final Form form;
    private final List<String> failures = new ArrayList<>();
    private int count;

    Recorder(PrintStream out, PrintStream err, Form form) {
        this.out = out;
        this.err = err;
        this.form = form;
    }

    /**
     * Runs one step. A step that fails is recorded with its reason; the others go on.
     *
     * @param line what stands before its result
     * @param action does it
     * @return whether it went as expected
     */
    boolean step(Line line, Callable<Outcome> action) {
        long start = System.nanoTime();
        Outcome outcome;
        try {
            outcome = action.call();
        } catch (Exception e) { // the report is the place where any failure of a step belongs
            outcome = Outcome.of("failed: " + reason(e));
        }
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        boolean ok = line.expected().equals(outcome.got());
        count++;
        if (!ok) {
            failures.add(line.step());
        }
        if (form == Form.JSON) {
            out.println(json(line, outcome, ok, ms));
        } else {
            out.println(text(line, outcome, ok, ms));
        }
        return ok;
    }

    /** A heading or remark; not part of the JSON form. */
    void say(String text) {
        if (form == Form.TEXT) {
            out.println(text);
        }
    }

    /** Something that happened beside the steps; in the JSON form it goes to the error stream. */
    void tell(String line) {
        (form == Form.TEXT ? out : err).println("     " + line);
    }

    /** The last object of the JSON form. */
    void last(JsonObject object) {
        if (form == Form.JSON) {
            out.println(object);
        }
    }

    int count() {
        return count;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    boolean json() {
        return form == Form.JSON;
    }

    private static String reason(Throwable error) {
        String message = error.getMessage();
        return message == null
                ? error.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static JsonObject json(Line line, Outcome outcome, boolean ok, long ms) {
        JsonObjectBuilder object = JsonObject.builder()
                .put("step", line.step())
                .put("actor", line.actor())
                .put("what", line.what())
                .put("expected", line.expected())
                .put("got", outcome.got())
                .put("ok", ok)
                .put("tx", outcome.transaction().orElse(""))
                .put("ms", ms);
        if (!outcome.facts().isEmpty()) {
            JsonObjectBuilder facts = JsonObject.builder();
            outcome.facts().forEach(facts::put);
            object.put("facts", facts.build());
        }
        return object.build();
    }

    private static String text(Line line, Outcome outcome, boolean ok, long ms) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%-4s %s %-17s %s", line.step(), ok ? "ok  " : "FAIL", line.actor(), line.what()));
        text.append(" → ").append(outcome.got());
        if (!ok) {
            text.append("  (expected ").append(line.expected()).append(')');
        }
        for (Map.Entry<String, String> fact : outcome.facts().entrySet()) {
            text.append(" · ").append(fact.getKey()).append(' ').append(fact.getValue());
        }
        outcome.transaction().ifPresent(tx -> text.append(" · tx ").append(tx, 0, Math.min(12, tx.length())));
        return text.append(" · ").append(ms).append(" ms").toString();
    }

    /**
     * What stands before a step's result.
     *
     * @param step number in the script
     * @param actor organisation and person
     * @param what what is done
     * @param expected what should come out
     */
    record Line(String step, String actor, String what, String expected) {}
}
