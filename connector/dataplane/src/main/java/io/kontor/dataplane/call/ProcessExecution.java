package io.kontor.dataplane.call;

import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.http.ProblemException;
import io.kontor.dataplane.source.DirectSource;
import io.kontor.dataplane.source.FieldSelection;
import io.kontor.dataplane.source.Masking;
import io.kontor.dataplane.source.ProcessRequest;
import io.kontor.dataplane.source.ProcessResult;
import io.kontor.dataplane.source.ProcessSource;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.SourceRequestException;
import io.kontor.dataplane.source.Sources;
import io.kontor.model.grant.Duty;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonString;
import io.kontor.model.json.JsonValue;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.rejection.MalformedException;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.CallBody;
import io.kontor.usage.call.PermittedCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Action {@code process}: a registered algorithm runs, only its result leaves (H-02, SES-6). */
final class ProcessExecution {

    private static final int MAX_PARAMETERS = 32;

    private final Sources sources;

    ProcessExecution(Sources sources) {
        this.sources = sources;
    }

    /** Refuses what no algorithm of the resource could take, before a unit is taken. */
    void check(String resourceId, CallBody body) {
        ProcessSource source = sources.algorithms(resourceId).orElse(null);
        if (source == null) {
            return;
        }
        try {
            source.check(request(body, new FieldSelection(List.of(), Masking.none())));
        } catch (SourceRequestException e) {
            throw new ProblemException(Problem.malformed(String.valueOf(e.getMessage())));
        }
    }

    void execute(Execution execution) {
        PermittedCall call = execution.call();
        String resourceId = call.resource().resourceId();
        if (sources.algorithms(resourceId).orElse(null) instanceof DirectSource direct) {
            execution.step(
                    direct.begin(request(call.body(), selection(execution))), result -> release(execution, result));
            return;
        }
        execution.step(
                () -> sources.algorithms(resourceId)
                        .orElseThrow(
                                () -> new SourceFailure("Cannot run algorithm: resource " + resourceId + " has none"))
                        .process(request(call.body(), selection(execution))),
                result -> release(execution, result));
    }

    private static void release(Execution execution, ProcessResult result) {
        execution.release(delivery(result), new Answer("application/json", result.bytes()));
    }

    private static Delivery delivery(ProcessResult result) {
        long bytes = result.bytes().length;
        return result.isHit()
                ? new Delivery(
                        Delivery.Hit.HIT,
                        result.items(),
                        result.records(),
                        Math.multiplyExact(result.items(), result.records()),
                        bytes,
                        0)
                : Execution.miss(bytes);
    }

    private static FieldSelection selection(Execution execution) {
        PermittedCall call = execution.call();
        Masking masking =
                execution.hasDuty(Duty.MASK) ? Masking.of(call.resource().dictionary()) : Masking.none();
        return new FieldSelection(call.terms().fields(), masking);
    }

    private static ProcessRequest request(CallBody body, FieldSelection selection) {
        JsonObject json = body.json();
        Map<String, String> parameters = new HashMap<>();
        json.optionalObject("parameters")
                .ifPresent(given -> given.fields().forEach((name, value) -> parameters.put(name, text(name, value))));
        if (parameters.size() > MAX_PARAMETERS) {
            throw new MalformedException(
                    "Cannot read call: it has " + parameters.size() + " parameters, at most " + MAX_PARAMETERS);
        }
        return new ProcessRequest(json.string("algorithm"), body.subject(), parameters, selection);
    }

    private static String text(String name, JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        if (value instanceof io.kontor.model.json.JsonInteger integer) {
            return String.valueOf(integer.value());
        }
        throw new MalformedException("Cannot read call: parameter '" + name + "' must be a string or an integer");
    }
}
