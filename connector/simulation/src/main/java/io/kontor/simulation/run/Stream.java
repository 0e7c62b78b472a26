package io.kontor.simulation.run;

import io.kontor.model.receipt.Delivery;
import io.kontor.usage.call.IssuedReceipt;
import io.kontor.usage.call.Permit;
import io.kontor.usage.call.ReleaseResult;
import io.kontor.usage.call.ResultDigest;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** An answer in pieces: reserved before the first byte, finished or aborted at the end. */
final class Stream {

    private static final int PIECES = 3;
    private static final int ITEMS = 24;

    private final Desk desk;
    private final Permit permit;
    private final Consumer<Reply> answer;
    private final ResultDigest digest;
    private final byte[] bytes;
    private int sent;

    Stream(Desk desk, Permit permit, Consumer<Reply> answer) {
        this.desk = desk;
        this.permit = permit;
        this.answer = answer;
        this.digest = permit.digest();
        this.bytes = Desk.result(permit.call().callId());
    }

    void begin() {
        permit.reserve().whenComplete((result, failure) -> {
            Faults.note(desk.stage().world(), desk.life(), "reserves", failure);
            if (!desk.life().alive()) {
                return;
            }
            if (result instanceof ReleaseResult.Released released) {
                answer.accept(new Reply.Receipt(released.receipt().leaf(), new byte[0]));
                next(released.receipt());
            } else if (result instanceof ReleaseResult.Withdrawn withdrawn) {
                answer.accept(new Reply.Receipt(withdrawn.receipt().leaf(), new byte[0]));
            }
        });
    }

    private void next(IssuedReceipt reservation) {
        desk.stage().world().after(desk.life(), desk.stage().world().pick(200), "streams", () -> {
            if (sent == bytes.length) {
                end(permit.finished(Desk.hit(sent), digest));
            } else if (permit.withdrawn().isPresent() || desk.stage().world().chance(60)) {
                end(permit.aborted(new Delivery(Delivery.Hit.NONE, ITEMS, 0, 0, sent, 0), digest));
            } else {
                if (sent == 0) {
                    desk.deliver(permit, reservation);
                }
                int upTo = Math.min(bytes.length, sent + bytes.length / PIECES + 1);
                digest.update(bytes, sent, upTo - sent);
                sent = upTo;
                next(reservation);
            }
        });
    }

    private void end(CompletionStage<IssuedReceipt> receipt) {
        receipt.whenComplete((issued, failure) -> {
            Faults.note(desk.stage().world(), desk.life(), "ends a stream", failure);
            if (desk.life().alive() && issued != null) {
                answer.accept(new Reply.Receipt(issued.leaf(), Arrays.copyOf(bytes, sent)));
            }
        });
    }
}
