package io.kontor.simulation.run;

import io.kontor.model.grant.Grant;
import io.kontor.model.receipt.LeafCodec;
import io.kontor.model.receipt.LeafKind;
import io.kontor.model.rejection.MalformedException;
import io.kontor.model.rejection.RejectionCode;
import io.kontor.simulation.world.Life;
import io.kontor.usage.call.ResultDigest;
import io.kontor.usage.consumer.AskedCall;
import io.kontor.usage.consumer.ConsumerJournal;
import io.kontor.usage.consumer.ConsumerSession;
import io.kontor.usage.consumer.Received;
import io.kontor.usage.consumer.SessionDraft;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** One process of the buyer's connector: sessions in memory, calls as errands want them. */
final class Caller {

    /** An errand is given up after so many tries. */
    private static final int MAX_TRIES = 9;

    private static final int TIMEOUT_MS = 2_500;

    private final Stage stage;
    private final Buyer buyer;
    private final Life life;
    private final ConsumerJournal journal;
    private final Map<String, ConsumerSession> sessions = new TreeMap<>();

    Caller(Stage stage, Buyer buyer, Life life, ConsumerJournal journal) {
        this.stage = stage;
        this.buyer = buyer;
        this.life = life;
        this.journal = journal;
    }

    ConsumerJournal journal() {
        return journal;
    }

    void attempt(Errand errand) {
        if (!errand.open()) {
            return;
        }
        if (errand.tries() >= MAX_TRIES) {
            buyer.abandon(errand);
            return;
        }
        int number = errand.nextTry();
        stage.world().after(life, TIMEOUT_MS, "timeout", () -> {
            if (errand.open() && errand.tries() == number) {
                attempt(errand);
            }
        });
        Machine machine = buyer.reached(errand.machine());
        ConsumerSession session = sessions.get(key(errand, machine));
        if (session != null && session.expiresAt() > buyer.clock().millis() + 500) {
            ask(errand, machine, session);
        } else {
            open(errand, machine);
        }
    }

    private static String key(Errand errand, Machine machine) {
        return machine.name() + " " + errand.wish().grantId();
    }

    private void open(Errand errand, Machine machine) {
        Grant grant = stage.deal().require(errand.wish().grantId());
        SessionDraft draft = buyer.draft(journal, machine, grant);
        exchange(machine, "opening", (desk, answer) -> desk.open(draft.opening(), answer), reply -> {
            if (reply instanceof Reply.Opened opened) {
                accept(errand, machine, draft, opened.answer());
            } else if (reply instanceof Reply.Code) {
                buyer.again(errand, 1_200);
            }
        });
    }

    private void accept(Errand errand, Machine machine, SessionDraft draft, String answer) {
        ConsumerSession before = sessions.get(key(errand, machine));
        ConsumerSession session;
        try {
            session = draft.accept(answer);
        } catch (MalformedException e) {
            stage.world().surprise("An answer to an opening cannot be read: " + e.getMessage());
            return;
        }
        if (before == null || before.expiresAt() < session.expiresAt()) {
            sessions.put(key(errand, machine), session);
            buyer.opened(
                    machine.name(), errand.wish().grantId(), session.identity().session());
        }
        if (errand.open()) {
            ask(errand, machine, sessions.getOrDefault(key(errand, machine), session));
        }
    }

    private void ask(Errand errand, Machine machine, ConsumerSession session) {
        journal.ask(session, errand.wish().callId(), errand.wish().body()).whenComplete((asked, failure) -> {
            buyer.explain("asks", failure);
            if (asked != null && life.alive()) {
                exchange(
                        machine,
                        "call",
                        (desk, answer) -> desk.call(asked.envelope(), answer),
                        reply -> answered(errand, machine, asked, reply));
            }
        });
    }

    /** There and back over the network; the answer reaches the process that asked. */
    private void exchange(
            Machine machine,
            String label,
            BiConsumer<Desk, java.util.function.Consumer<Reply>> request,
            java.util.function.Consumer<Reply> answer) {
        stage.weather()
                .send(
                        stage.world().nature(),
                        machine.name(),
                        label,
                        () -> machine.desk()
                                .ifPresent(desk -> request.accept(
                                        desk,
                                        reply -> stage.weather()
                                                .send(
                                                        life,
                                                        machine.name(),
                                                        label + " answer",
                                                        () -> answer.accept(reply)))));
    }

    private void answered(Errand errand, Machine machine, AskedCall asked, Reply reply) {
        stage.world()
                .note(life.name() + " hears of " + asked.envelope().callId() + " under "
                        + asked.envelope().sequence() + ": " + reply.summary());
        if (reply instanceof Reply.Receipt receipt) {
            received(errand, asked, receipt);
        } else if (reply instanceof Reply.Code code) {
            journal.answeredWithout(asked, code.code())
                    .whenComplete((done, failure) -> buyer.explain("is answered by a code", failure));
            if (code.code() == RejectionCode.NOT_AUTHENTICATED) {
                sessions.remove(key(errand, machine));
            }
            if (code.code() == RejectionCode.HEAD_DUE) {
                buyer.head(errand.wish().grantId());
            }
            buyer.again(errand, 1_500);
        }
    }

    private void received(Errand errand, AskedCall asked, Reply.Receipt reply) {
        Received received;
        if (reply.bytes().length == 0) {
            received = Received.receiptOnly(reply.leaf());
        } else {
            ResultDigest digest = asked.session().digest();
            digest.update(reply.bytes(), 0, reply.bytes().length);
            received = Received.of(reply.leaf(), digest);
        }
        boolean last = LeafCodec.decodeReceipt(reply.leaf()).kind() != LeafKind.RESERVED;
        journal.received(asked, received).whenComplete((differences, failure) -> {
            buyer.explain("receives", failure);
            if (differences != null && last && errand.open()) {
                errand.become(Errand.State.RECEIPTED);
            }
        });
    }
}
