package io.kontor.cli.chaos;

import io.kontor.dataplane.app.HttpAnswer;
import io.kontor.model.receipt.CallReceipt;
import io.kontor.model.receipt.LeafKind;
import java.util.Optional;

/**
 * One request of the buyer and what it was told. A call that is made again is one more.
 *
 * @param what what was asked
 * @param asked when, epoch milliseconds
 * @param answered when the answer came or was given up
 * @param told the answer
 */
record Trial(What what, long asked, long answered, Told told) {

    /** Kinds of requests. */
    enum Kind {
        OPENING,
        CALL,
        HEAD
    }

    /**
     * What was asked of whom.
     *
     * @param kind kind
     * @param plane data plane, or copy of one
     * @param logId its log
     * @param grantId grant
     * @param callId call; empty for what is none
     * @param consentId consent that was presented
     * @param since when the session was opened, epoch milliseconds; of an opening when it was asked
     */
    record What(
            Kind kind,
            String plane,
            String logId,
            String grantId,
            String callId,
            Optional<String> consentId,
            long since) {

        static What opening(Errand errand, long now) {
            return of(Kind.OPENING, errand, now);
        }

        static What call(Errand errand, long since) {
            return of(Kind.CALL, errand, since);
        }

        private static What of(Kind kind, Errand errand, long since) {
            return new What(
                    kind,
                    errand.plane().name(),
                    errand.plane().logId(),
                    errand.granted().id(),
                    kind == Kind.CALL ? errand.callId() : "",
                    errand.granted().consentIdOf(errand.callId()),
                    since);
        }
    }

    /**
     * An answer.
     *
     * @param status HTTP status; 0 for none
     * @param receipt kind of the receipt that came with it
     * @param code code of a problem, or {@code LOST} for no answer; empty for a result
     * @param detail one line about a problem
     */
    record Told(int status, Optional<LeafKind> receipt, String code, String detail) {

        static final String LOST = "LOST";

        static Told of(HttpAnswer answer) {
            return new Told(
                    answer.status(),
                    answer.receipt().map(CallReceipt::kind),
                    answer.code().orElse(answer.isSuccess() ? "" : "NONE"),
                    answer.detail().orElse(""));
        }

        static Told lost(Exception failure) {
            return new Told(0, Optional.empty(), LOST, String.valueOf(failure.getMessage()));
        }

        boolean success() {
            return status / 100 == 2;
        }
    }

    /** Whether it got what it asked for. */
    boolean served() {
        return told.success() && (what.kind() != Kind.CALL || told.receipt().equals(Optional.of(LeafKind.RELEASED)));
    }

    /** Whether it was on its way at some time between two. */
    boolean within(long from, long to) {
        return asked <= to && from <= answered;
    }

    @Override
    public String toString() {
        return what.plane() + " told " + what.kind() + " " + what.callId() + " under " + what.grantId() + " at " + asked
                + " after " + (answered - asked) + " ms: " + told.status() + " " + told.code()
                + told.receipt().map(kind -> " " + kind).orElse("") + ", " + told.detail();
    }
}
