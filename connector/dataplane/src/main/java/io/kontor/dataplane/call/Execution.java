package io.kontor.dataplane.call;

import io.kontor.dataplane.http.Exchange;
import io.kontor.dataplane.http.Problem;
import io.kontor.dataplane.source.SourceFailure;
import io.kontor.dataplane.source.Watermark;
import io.kontor.model.grant.Duty;
import io.kontor.model.json.CanonicalJson;
import io.kontor.model.json.JsonObject;
import io.kontor.model.receipt.Delivery;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.resource.Sensitivity;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.Permit;
import io.kontor.usage.call.PermittedCall;
import io.kontor.usage.call.ReleaseResult;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One permitted call while it is executed: where it came from, the permit that it must resolve and the place where its steps run.
 *
 * @param exchange request and answer
 * @param permit resolved exactly once
 * @param slot place in the pool
 * @param served agreements with a started flow
 */
record Execution(Exchange exchange, Permit permit, Workers.Slot slot, ServedGrants served) {

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    PermittedCall call() {
        return permit.call();
    }

    /** Whether nothing more may leave: the grant ended or paused, or its flow was stopped. */
    boolean isStopped() {
        return permit.withdrawn().isPresent() || isUnserved();
    }

    /** Whether no flow of the agreement is started. */
    boolean isUnserved() {
        return served.resourceOf(call().body().grantId()).isEmpty();
    }

    /** What the grant permits is not served without a flow; the unit is given back (DPL-34). */
    void refuseUnserved() {
        Problem problem = CallHandler.notStarted(call().body().grantId());
        exchange.when(permit.failed(problem.detail()), receipt -> Answers.refused(exchange, problem, receipt));
    }

    /**
     * Pictures and files leave as they are.
     *
     * @throws SourceFailure when the grant demands that items be masked which they may hold (INV-4)
     */
    void requireNothingToMask() throws SourceFailure {
        boolean sensitive =
                call().resource().dictionary().stream().anyMatch(item -> item.sensitivity() != Sensitivity.NONE);
        if (hasDuty(Duty.MASK) && sensitive) {
            throw new SourceFailure("Cannot release " + call().resource().resourceId() + " by "
                    + call().body().action() + ": the grant has the duty MASK, which pages and files cannot fulfil");
        }
    }

    boolean hasDuty(Duty duty) {
        return call().terms().duties().contains(duty);
    }

    /** Who sees what leaves now. */
    Watermark watermark(IssuedReceipt receipt) {
        return new Watermark(call().userName(), receipt.receipt().user(), call().callId());
    }

    /** Runs a step of the source and goes on with its result; if it fails nothing is released and the permit says so. */
    <T> void step(Callable<T> step, Consumer<T> next) {
        step(step, next, this::fail);
    }

    /** Goes on with the result of a source that answers on this event loop. */
    <T> void step(CompletionStage<T> begun, Consumer<T> next) {
        begun.whenComplete((value, thrown) -> exchange.guarded(() -> {
            if (thrown == null) {
                next.accept(value);
            } else {
                fail(reason(thrown));
            }
        }));
    }

    private void fail(String detail) {
        exchange.when(permit.failed(detail), receipt -> Answers.failed(exchange, detail, receipt));
    }

    /** Runs a step of the source and goes on with its result, or with the reason of its failure. */
    <T> void step(Callable<T> step, Consumer<T> next, Consumer<String> failed) {
        slot.run(step)
                .whenComplete((value, thrown) -> exchange.context()
                        .runOnContext(run -> exchange.guarded(() -> {
                            if (thrown == null) {
                                next.accept(value);
                            } else {
                                failed.accept(reason(thrown));
                            }
                        })));
    }

    /** Logs a failure of the source; only what it says for both parties goes on. */
    private String reason(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        String detail = cause instanceof SourceFailure || cause instanceof MalformedException
                ? String.valueOf(cause.getMessage())
                : "The source failed";
        LOG.warn("Call {}: {}", call().callId(), detail, cause);
        return detail;
    }

    /** Writes the reservation and goes on once the first byte may leave. */
    void reserve(Consumer<IssuedReceipt> next) {
        reserved(permit.reserve(), next);
    }

    /** Writes the reservation of a stream of at most so many bytes and goes on once its first byte may leave. */
    void reserve(long bytesMax, Consumer<IssuedReceipt> next) {
        reserved(permit.reserve(bytesMax), next);
    }

    private void reserved(CompletionStage<ReleaseResult> reservation, Consumer<IssuedReceipt> next) {
        exchange.when(reservation, result -> {
            if (result instanceof ReleaseResult.Released released) {
                next.accept(released.receipt());
            } else if (result instanceof ReleaseResult.Withdrawn withdrawn) {
                Answers.withdrawn(exchange, withdrawn);
            }
        });
    }

    /** Ends a reservation of which nothing was released: the unit is given back. */
    void abortUnreleased(String detail) {
        exchange.when(
                permit.aborted(Delivery.NOTHING, permit.digest()),
                receipt -> Answers.failed(exchange, detail, receipt));
    }

    /** Releases a small answer under one receipt. */
    void release(Delivery delivery, Answer answer) {
        exchange.when(permit.released(delivery, answer), result -> {
            if (result instanceof ReleaseResult.Released released) {
                Answers.released(exchange, released.receipt(), answer);
            } else if (result instanceof ReleaseResult.Withdrawn withdrawn) {
                Answers.withdrawn(exchange, withdrawn);
            }
        });
    }

    /** Nothing was found (F-09). */
    void releaseMiss() {
        byte[] bytes =
                CanonicalJson.bytes(JsonObject.builder().put("hit", false).build());
        release(miss(bytes.length), new Answer("application/json", bytes));
    }

    static Delivery miss(long bytes) {
        return new Delivery(Delivery.Hit.MISS, 0, 0, 0, bytes, 0);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
