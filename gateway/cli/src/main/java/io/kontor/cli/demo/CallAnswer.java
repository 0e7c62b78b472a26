package io.kontor.cli.demo;

import io.kontor.model.receipt.CallReceipt;
import java.util.Optional;

/**
 * The answer of one call.
 *
 * @param outcome RELEASED, or the code of the refusal
 * @param body bytes delivered
 * @param receipt receipt that came with it; a stranger gets none
 * @param replayed whether the same bytes were delivered again
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared as a record
record CallAnswer(String outcome, byte[] body, Optional<CallReceipt> receipt, Replayed replayed) {

    /** Whether an answer is a repetition. */
    enum Replayed {
        NO,
        YES
    }

    /** RELEASED HIT, RELEASED MISS, or the code. */
    String summary() {
        boolean released = outcome.equals("RELEASED") && receipt.isPresent();
        return released ? outcome + " " + receipt.get().delivery().hit() : outcome;
    }

    CallReceipt requireReceipt() {
        return receipt.orElseThrow(() -> new IllegalStateException("Cannot find receipt: the answer was " + outcome));
    }
}
