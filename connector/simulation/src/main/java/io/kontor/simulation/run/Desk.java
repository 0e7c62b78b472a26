package io.kontor.simulation.run;

import io.kontor.model.receipt.Delivery;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.simulation.world.Life;
import io.kontor.simulation.world.World;
import io.kontor.usage.call.Answer;
import io.kontor.usage.call.Authentication;
import io.kontor.usage.call.CallEnvelope;
import io.kontor.usage.call.CallResult;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.Permit;
import io.kontor.usage.call.ReleaseResult;
import io.kontor.usage.engine.UsageEngine;
import io.kontor.usage.session.OpeningResult;
import io.kontor.usage.session.SessionOpening;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A data plane over one engine: executes what is permitted, small or as a stream, and lets bytes go only when the permit says so. */
final class Desk {

    private static final int ITEMS = 24;
    private static final int USUAL_MS = 120;
    private static final int SLOWEST_MS = 9_000;
    /** Of a thousand calls. */
    private static final int SLOW_SOURCES = 80;

    private final Stage stage;
    private final Machine machine;
    private final Life life;
    private final UsageEngine engine;

    Desk(Stage stage, Machine machine, Life life, UsageEngine engine) {
        this.stage = stage;
        this.machine = machine;
        this.life = life;
        this.engine = engine;
    }

    UsageEngine engine() {
        return engine;
    }

    void open(SessionOpening opening, Consumer<Reply> answer) {
        engine.openSession(opening).whenComplete((result, failure) -> {
            explain("opens a session", failure);
            answer.accept(
                    result instanceof OpeningResult.Opened opened
                            ? new Reply.Opened(opened.answer())
                            : new Reply.Code(
                                    result instanceof OpeningResult.Refused refused
                                            ? refused.code()
                                            : RejectionCode.STALE));
        });
    }

    private void explain(String what, @Nullable Throwable failure) {
        Faults.note(stage.world(), life, what, failure);
    }

    void call(CallEnvelope envelope, Consumer<Reply> answer) {
        stage.book().arrived(envelope);
        stage.world().note(life.name() + " is asked " + envelope.callId() + " under " + envelope.sequence());
        if (!(engine.authenticate(envelope) instanceof Authentication.Accepted accepted)) {
            answer.accept(new Reply.Code(RejectionCode.NOT_AUTHENTICATED));
            return;
        }
        stage.book().admitted();
        engine.admit(accepted.call()).whenComplete((result, failure) -> {
            stage.book().answered();
            if (life.alive()) {
                decided(result, failure, answer);
            }
        });
    }

    private void decided(@Nullable CallResult result, @Nullable Throwable failure, Consumer<Reply> answer) {
        if (result instanceof CallResult.Admitted admitted) {
            int wait = stage.world().pick(slow() ? SLOWEST_MS : USUAL_MS);
            stage.world().after(life, wait, "executes", () -> execute(admitted.permit(), answer));
        } else if (result instanceof CallResult.Denied denied) {
            answer.accept(new Reply.Receipt(denied.receipt().leaf(), new byte[0]));
        } else if (result instanceof CallResult.Repeated repeated) {
            answer.accept(new Reply.Receipt(repeated.receipt().leaf(), new byte[0]));
        } else if (result instanceof CallResult.Replay replay) {
            answer.accept(
                    new Reply.Receipt(replay.receipt().leaf(), replay.answer().bytes()));
        } else if (result instanceof CallResult.Retry retry) {
            answer.accept(new Reply.Code(retry.code()));
        } else if (result instanceof CallResult.Unreadable unreadable) {
            answer.accept(new Reply.Code(unreadable.code()));
        } else {
            stage.world().surprise(life.name() + " admits by failure: " + failure);
        }
    }

    private boolean calm() {
        return stage.world().now() > World.START.toEpochMilli() + Plan.STORM_MS;
    }

    private boolean slow() {
        return stage.world().chance(SLOW_SOURCES) && !calm();
    }

    private void execute(Permit permit, Consumer<Reply> answer) {
        int how = stage.world().pick(100);
        if (how < 68 || calm()) {
            small(permit, answer);
        } else if (how < 88) {
            new Stream(this, permit, answer).begin();
        } else if (how < 96) {
            receipted(permit.failed("the source does not answer"), answer);
        } else {
            stage.world().note(life.name() + " forgets a permit");
        }
    }

    private void small(Permit permit, Consumer<Reply> answer) {
        byte[] bytes = result(permit.call().callId());
        permit.released(hit(bytes.length), new Answer("text/plain", bytes)).whenComplete((result, failure) -> {
            explain("releases", failure);
            if (!life.alive()) {
                return;
            }
            if (result instanceof ReleaseResult.Released released) {
                deliver(permit, released.receipt());
                answer.accept(new Reply.Receipt(released.receipt().leaf(), bytes));
            } else if (result instanceof ReleaseResult.Withdrawn withdrawn) {
                answer.accept(new Reply.Receipt(withdrawn.receipt().leaf(), new byte[0]));
            } else if (stage.mutation() == Mutation.RELEASE_WITHOUT_RECEIPT) {
                stage.book().deliver(delivered(permit, -1, new byte[0]));
            }
        });
    }

    /** A failure means that nothing may leave, also no word. */
    void receipted(CompletionStage<IssuedReceipt> receipt, Consumer<Reply> answer) {
        receipt.whenComplete((issued, failure) -> {
            explain("fails a call", failure);
            if (life.alive() && issued != null) {
                answer.accept(new Reply.Receipt(issued.leaf(), new byte[0]));
            }
        });
    }

    void deliver(Permit permit, IssuedReceipt receipt) {
        stage.world().note(life.name() + " delivers " + receipt.receipt().index());
        stage.book().deliver(delivered(permit, receipt.receipt().index(), receipt.leaf()));
    }

    private Book.Delivered delivered(Permit permit, long index, byte[] leaf) {
        Optional<String> consent = permit.call().body().consent().map(document -> document.string("consentId"));
        return new Book.Delivered(
                machine.name(),
                machine.logId(),
                engine.state().epoch(),
                permit.call().callId(),
                permit.call().body().grantId(),
                consent,
                index,
                leaf,
                stage.world().now(),
                machine.ended(permit.call().body().grantId()));
    }

    Stage stage() {
        return stage;
    }

    Life life() {
        return life;
    }

    static byte[] result(String callId) {
        return ("result of " + callId).getBytes(StandardCharsets.UTF_8);
    }

    static Delivery hit(long bytes) {
        return new Delivery(Delivery.Hit.HIT, ITEMS, 1, ITEMS, bytes, 0);
    }
}
